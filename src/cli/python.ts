import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { defineCommand } from 'citty';
import { writeOutput } from './files/output.ts';
import { packedPath } from './files/packed.ts';
import { terminalText } from './terminal-text.ts';
import { positionals, UsageError } from './usage.ts';

const FILE = 'heddle.py';

const args = {
  folder: {
    type: 'positional',
    description: 'Folder of the notebook; default: the current one',
    required: false,
  },
  force: { type: 'boolean', alias: 'f', description: 'Overwrite an existing heddle.py' },
} as const;

/** `heddle python`: writes `heddle.py`, which shows the plot in notebooks and needs no other package. */
export const python = defineCommand({
  meta: { name: 'python', description: 'Copy heddle.py, the plot for notebooks, into a folder.' },
  args,
  async run({ rawArgs, args: { force } }) {
    const [folder = '.', extra] = positionals(rawArgs, args);
    if (extra !== undefined) throw new UsageError(`Expected one folder, got "${folder}" and "${extra}".`);
    const [module, licences] = await Promise.all([
      readFile(builtPath('heddle-widget.js'), 'utf8'),
      readFile(builtPath('THIRD-PARTY-NOTICES.txt'), 'utf8'),
    ]);
    const source = await readFile(sourcePath(), 'utf8');
    const content = withPlot(source, `/*\n${licences.replaceAll('*/', '* /')}*/\n${module}`);
    const files = [{ path: FILE, content: new TextEncoder().encode(content) }];
    const written = await writeOutput(
      files,
      `${folder.replace(/[/\\]$/, '')}/`,
      process.stdout,
      force ?? false,
    );
    for (const path of written) console.error(`Wrote ${terminalText(path)}.`);
  },
});

/** `heddle.py` with the plot in it, as gzipped base64. */
export function withPlot(source: string, module: string): string {
  const place = '\n_PLOT = ""\n';
  if (source.split(place).length !== 2) throw new Error(`${FILE}: expected one line _PLOT = ""`);
  return source.replace(place, `\n_PLOT = "${gzipSync(module, { level: 9 }).toString('base64')}"\n`);
}

/** @throws {Error} if the plot is not built */
function builtPath(name: string): string {
  const path = packedPath(`widget/${name}`) ?? packedPath(`../../dist-cli/widget/${name}`);
  if (path === null) throw new Error('The plot is not built: run "npm run build:widget" first.');
  return path;
}

/** In the package, the folder `python` is beside that of the command. */
function sourcePath(): string {
  const path = packedPath(`../python/${FILE}`) ?? packedPath(`../../python/${FILE}`);
  if (path === null) throw new Error(`${FILE} is missing from the package.`);
  return path;
}
