import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { defineCommand } from 'citty';
import { readInputs } from './files/input.ts';
import { giveFiles } from './page/given-files.ts';
import { createReadableFilter } from './page/readable-files.ts';
import { createPageServer, findPage } from './page/serve-page.ts';
import { positionals, UsageError } from './usage.ts';

const HOST = '127.0.0.1';

const args = {
  inputs: {
    type: 'positional',
    description: 'Files, folders, zip archives, or - for standard input',
    required: false,
  },
  port: {
    type: 'string',
    description: 'Port to serve the page on; any that is free otherwise',
    valueHint: 'N',
  },
  watch: { type: 'boolean', alias: 'w', description: 'Show what is written to the files as it is written' },
  'no-browser': { type: 'boolean', description: 'Only print the address' },
} as const;

/** `heddle open`, or `heddle` with files: the page with these files, served on this machine until Ctrl-C. */
export const open = defineCommand({
  meta: { name: 'open', description: 'Show the runs of files in the page.' },
  args,
  async run({ rawArgs, args: { port, watch, 'no-browser': isQuiet } }) {
    const inputs = positionals(rawArgs, args);
    const page = findPage();
    if (page === null) throw new Error('The page is not built: run "npm run build" first.');
    const readable = createReadableFilter((sentence) => console.error(sentence));
    const first = await readable(await readInputs(inputs, process.stdin));
    // A job may be about to write the first one.
    if (first.length === 0 && !watch) throw new Error('There are no files to show.');
    // Standard input can be read once; what else there is may have changed.
    const fixed = first.filter(({ path }) => path === 'stdin');
    const others = inputs.filter((input) => input !== '-');
    const look = async () => {
      const files = others.length > 0 ? await readable(await readInputs(others, process.stdin)) : [];
      return [...fixed, ...files].map((file) => ({ ...file, written: file.written ?? 0 }));
    };
    const given = giveFiles(look, watch ?? false);
    const server = createPageServer(page, given);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(portOf(port), HOST, resolve);
    });
    const { port: own } = server.address() as AddressInfo;
    const address = `http://${HOST}:${String(own)}/?given=${given.token}`;
    const many = first.length === 1 ? '1 file' : `${String(first.length)} files`;
    console.log(`Heddle shows ${many} at ${address} (Ctrl-C to quit)`);
    if (!isQuiet && process.stdout.isTTY) showInBrowser(address);
  },
});

function portOf(text: string | undefined): number {
  const port = Number(text ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`--port: expected a whole number from 0 to 65535, got "${text!}".`);
  return port;
}

/** Whether an argument names something that could be opened. */
export async function isInput(argument: string): Promise<boolean> {
  return argument === '-' || (await stat(argument).catch(() => null)) !== null;
}

/** Has the system show an address. Where it cannot, the address is printed anyhow. */
function showInBrowser(address: string): void {
  const [command, ...before] =
    process.platform === 'darwin'
      ? ['open']
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '']
        : ['xdg-open'];
  const child = spawn(command!, [...before, address], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
