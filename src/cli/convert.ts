import { basename } from 'node:path';
import { defineCommand } from 'citty';
import { EXPORT_FORMATS, ExportError, exportHistory, importFiles } from '../../history/index.ts';
import { readInputs } from './files/input.ts';
import { checkOutput, STDOUT, writeOutput } from './files/output.ts';
import { isBad, linesOfAll } from './inspect.ts';
import { didYouMean } from './suggest.ts';
import { terminalLines, terminalText } from './terminal-text.ts';
import { EXIT, positionals, UsageError } from './usage.ts';

const FORMATS = EXPORT_FORMATS.map(({ name }) => name);

const args = {
  inputs: {
    type: 'positional',
    description: 'Files, folders, zip archives, or - for standard input',
    required: false,
  },
  to: {
    type: 'string',
    description: `One of ${FORMATS.join(', ')}; default: by the extension of --out`,
    valueHint: 'FORMAT',
  },
  out: {
    type: 'string',
    alias: 'o',
    description: 'File, folder, .zip, or - for standard output',
    valueHint: 'FILE',
    default: STDOUT,
  },
  force: { type: 'boolean', alias: 'f', description: 'Overwrite existing files' },
  'raw-cells': {
    type: 'boolean',
    description: 'In CSV, put no apostrophe before text that spreadsheets run as a formula',
  },
  quiet: { type: 'boolean', alias: 'q', description: 'Print only why a file could not be read' },
} as const;

/** `heddle convert`: reads runs of any format and writes one format. Messages go to standard error. */
export const convert = defineCommand({
  meta: { name: 'convert', description: 'Read runs of any format and write them in another.' },
  args,
  async run({ rawArgs, args: { to, out, force, quiet, 'raw-cells': rawCells } }) {
    const inputs = positionals(rawArgs, args);
    const format = formatOf(to, out);
    await checkOutput(out, force ?? false);
    const imported = await importFiles(await readInputs(inputs, process.stdin));
    const reports = imported.files.filter(({ outcome }) => !quiet || outcome === 'failed');
    for (const line of linesOfAll(reports)) console.error(line);
    if (isBad(imported)) process.exitCode = EXIT.failed;
    if (imported.history.runs.length === 0) {
      console.error(
        imported.files.length === 0 ? 'There are no files to read.' : 'There are no runs to write.',
      );
      process.exitCode = EXIT.failed;
      return;
    }
    const title = out === STDOUT ? 'history' : basename(out).replace(/(?<=.)\.[^.]*$/, '');
    try {
      const { files, notes } = await exportHistory(imported.history, format, title, { rawCells });
      if (!quiet) for (const note of notes) console.error(terminalText(note));
      const written = await writeOutput(files, out, process.stdout, force ?? false);
      if (!quiet) for (const path of written) console.error(`Wrote ${terminalText(path)}.`);
    } catch (error) {
      if (!(error instanceof ExportError)) throw error;
      console.error(terminalLines(error.message));
      process.exitCode = EXIT.failed;
    }
  },
});

/** Formats by file extension; `.json` could be several formats and is taken for Heddle's own. */
const EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ['.json', 'heddle'],
  ['.csv', 'csv'],
  ['.jsonl', 'jsonl'],
  ['.ndjson', 'jsonl'],
  ['.parquet', 'parquet'],
]);

function formatOf(to: string | undefined, out: string): string {
  const format = to ?? EXTENSIONS.get(/\.[^./\\]*$/.exec(out)?.[0].toLowerCase() ?? '');
  if (format === undefined)
    throw new UsageError(`No format given: use --to with one of ${FORMATS.join(', ')}.`);
  if (!FORMATS.includes(format))
    throw new UsageError(
      `--to: expected one of ${FORMATS.join(', ')}, got "${format}".${didYouMean(format, FORMATS)}`,
    );
  return format;
}
