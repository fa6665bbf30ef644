import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineCommand } from 'citty';
import { importFiles, LongText, type History, type ImportedFiles } from '../../history/index.ts';
import { ONE_FILE_TEMPLATE, writeOneFile, type OneFileContent } from '../shared/one-file/content.ts';
import {
  describeShared,
  sharedDetails,
  withhold,
  WITHHELD,
  type Withheld,
} from '../shared/one-file/withhold.ts';
import { runsAsTable, TABLE_FORMATS, tableFormatOf } from './export-table.ts';
import { readInputs } from './files/input.ts';
import { checkOutput, STDOUT, writeOutput } from './files/output.ts';
import { isBad, linesOfAll } from './inspect.ts';
import { findPage } from './page/find-page.ts';
import { didYouMean } from './suggest.ts';
import { terminalText } from './terminal-text.ts';
import { EXIT, positionals, UsageError } from './usage.ts';

const args = {
  inputs: {
    type: 'positional',
    description: 'Files, folders, zip archives, or - for standard input',
    required: false,
  },
  html: {
    type: 'string',
    description:
      'The page with these runs as one HTML file, which opens without a server or network; - for standard output',
    valueHint: 'FILE',
  },
  view: {
    type: 'string',
    description: 'A link to the page, or its part after #, with the view to show',
    valueHint: 'LINK',
  },
  without: {
    type: 'string',
    description: `What to leave out: ${WITHHELD.join(', ')}, separated by commas`,
    valueHint: 'LIST',
  },
  table: {
    type: 'string',
    description: `A table of the runs as one of ${TABLE_FORMATS.join(', ')}: means ± deviations, the best in bold, the others marked as practically equal (†) or worse (*)`,
    valueHint: 'FORMAT',
  },
  columns: {
    type: 'string',
    description: 'Columns of the table, separated by commas; default: those that differ',
    valueHint: 'LIST',
  },
  'raw-cells': {
    type: 'boolean',
    description:
      'In CSV, write text that spreadsheets take for a formula as it is, without an apostrophe before it',
  },
  sweep: {
    type: 'string',
    description: 'python: a script that trains the same configurations with scikit-learn and skorch',
    valueHint: 'python',
  },
  out: {
    type: 'string',
    alias: 'o',
    description: 'File for the table or the script; default: standard output',
    valueHint: 'FILE',
    default: STDOUT,
  },
  force: { type: 'boolean', alias: 'f', description: 'Overwrite existing files' },
  quiet: { type: 'boolean', alias: 'q', description: 'Print only why a file could not be read' },
} as const;

/** `heddle export`: what people read rather than programs. Messages go to standard error. */
export const exportCommand = defineCommand({
  meta: {
    name: 'export',
    description: 'Save runs for people: as a page in one file, a table, or a Python script.',
  },
  args,
  async run({
    rawArgs,
    args: { html, view, without, table, columns, sweep, out, force, quiet, 'raw-cells': rawCells },
  }) {
    const inputs = positionals(rawArgs, args);
    if ([html, table, sweep].filter((output) => output !== undefined).length !== 1)
      throw new UsageError('Expected either --html with a file, --table with a format or --sweep python.');
    if (sweep !== undefined && sweep !== 'python')
      throw new UsageError(`--sweep: expected python, got "${sweep}".`);
    const format = table === undefined ? null : tableFormatOf(table);
    if (rawCells === true && format !== 'csv')
      throw new UsageError('--raw-cells: expected it with --table csv only.');
    const withheld = withheldOf(without);
    const path = html ?? out;
    await checkOutput(path, force ?? false);
    const imported = await importFiles(await readInputs(inputs, process.stdin));
    report(imported, quiet ?? false);
    const { history } = imported;
    if (history.runs.length === 0) return;
    if (html !== undefined && !(quiet ?? false))
      console.error(terminalText(describeShared(sharedDetails(history), withheld)));
    let text: string;
    if (sweep !== undefined) text = await scriptOf(history);
    else if (format === null) text = await pageOf({ history, view: hashOf(view ?? '') }, withheld);
    else
      text = runsAsTable(
        withhold({ history, view: '' }, withheld).history,
        format,
        columns === undefined ? null : columns.split(','),
        { rawCells: rawCells ?? false },
      );
    const content = new LongText(() => [text]);
    const written = await writeOutput([{ path, content }], path, process.stdout, force ?? false);
    if (!(quiet ?? false)) for (const each of written) console.error(`Wrote ${terminalText(each)}.`);
  },
});

async function pageOf(content: OneFileContent, withheld: ReadonlySet<Withheld>): Promise<string> {
  const page = findPage();
  if (page === null) throw new Error('The page is not built: run "npm run build" first.');
  const template = await readFile(join(page, ONE_FILE_TEMPLATE), 'utf8');
  return writeOneFile(template, withhold(content, withheld));
}

/** The script of the sweep that the runs are. TensorFlow.js is loaded only for it. */
async function scriptOf({ runs }: History): Promise<string> {
  const { sweepOfRuns, sweepScript } = await import('../shared/sweep/index.ts');
  return sweepScript(sweepOfRuns(runs));
}

function report(imported: ImportedFiles, isQuiet: boolean): void {
  const reports = imported.files.filter(({ outcome }) => !isQuiet || outcome === 'failed');
  for (const line of linesOfAll(reports)) console.error(line);
  if (isBad(imported)) process.exitCode = EXIT.failed;
  if (imported.history.runs.length > 0) return;
  console.error(imported.files.length === 0 ? 'There are no files to read.' : 'There are no runs to write.');
  process.exitCode = EXIT.failed;
}

/** The part of a link after its first `#`; a text without one is that part already. */
function hashOf(link: string): string {
  return link.slice(link.indexOf('#') + 1);
}

function withheldOf(text: string | undefined): ReadonlySet<Withheld> {
  const parts = (text ?? '').split(',').filter((part) => part !== '');
  return new Set(
    parts.map((part) => {
      const found = WITHHELD.find((name) => name === part);
      if (found === undefined)
        throw new UsageError(
          `--without: expected ${WITHHELD.join(', ')}, got "${part}".${didYouMean(part, WITHHELD)}`,
        );
      return found;
    }),
  );
}
