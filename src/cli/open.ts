import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { defineCommand } from 'citty';
import { listen } from '../server/listen.ts';
import { createPageServer } from '../server/page-server.ts';
import { createInputs } from './files/input.ts';
import { createFileRoute } from './page/file-route.ts';
import { findPage } from './page/find-page.ts';
import { DEFAULT_PORT, portOf } from './page/port.ts';
import { createReadableFilter } from './page/readable-files.ts';
import { terminalText } from './terminal-text.ts';
import { positionals } from './usage.ts';

const HOST = '127.0.0.1';

const args = {
  inputs: {
    type: 'positional',
    description: 'Files, folders, zip archives, or - for standard input',
    required: false,
  },
  port: {
    type: 'string',
    description: `Port to serve the page on, or the next free one; 0: any free port; default: ${String(DEFAULT_PORT)}`,
    valueHint: 'N',
  },
  watch: {
    type: 'boolean',
    alias: 'w',
    description:
      'Show changes to the files as they are written; databases and JSON lists are read as a whole each time',
  },
  'no-browser': { type: 'boolean', description: 'Only print the address' },
} as const;

/** `heddle open`, or `heddle` with files: serves the page with these files on localhost until Ctrl-C. */
export const open = defineCommand({
  meta: { name: 'open', description: 'Show the runs in files in the browser.' },
  args,
  async run({ rawArgs, args: { port, watch, 'no-browser': isQuiet } }) {
    const inputs = positionals(rawArgs, args);
    const page = findPage();
    if (page === null) throw new Error('The page is not built: run "npm run build" first.');
    const files = createInputs(inputs, process.stdin);
    const readable = createReadableFilter((sentence) => console.error(terminalText(sentence)));
    const look = async () => readable.filter(await files());
    const first = await look();
    // With --watch, a job may be about to write the first file.
    if (first.length === 0 && !watch) throw new Error('There are no files to show.');
    const { token, route } = createFileRoute({
      look,
      isWatched: watch ?? false,
      onUnreadable: readable.report,
    });
    const server = createPageServer({ folder: page, host: HOST, route });
    const own = await listen(server, {
      host: HOST,
      port: portOf(port),
      // Several pages at once are usual: their addresses are enough.
      onTaken: port === undefined ? () => undefined : onTaken,
    });
    const address = `http://${HOST}:${String(own)}/?given=${token}`;
    const count = first.length === 1 ? '1 file' : `${String(first.length)} files`;
    console.log(`Heddle shows ${count} at ${address} (Ctrl-C to quit)`);
    if (!isQuiet && process.stdout.isTTY) showInBrowser(address);
  },
});

function onTaken(port: number): void {
  console.error(`Port ${String(port)} is taken, trying ${String(port + 1)}.`);
}

/** Whether an argument names an input. */
export async function isInput(argument: string): Promise<boolean> {
  return argument === '-' || (await stat(argument).catch(() => null)) !== null;
}

/** Opens an address in the system's browser. If there is none, the printed address is enough. */
function showInBrowser(address: string): void {
  const [command, ...options] =
    process.platform === 'darwin'
      ? ['open']
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '']
        : ['xdg-open'];
  const child = spawn(command!, [...options, address], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
