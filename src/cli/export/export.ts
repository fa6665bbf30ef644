import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineCommand } from 'citty';
import { importFiles, LongText, type History, type ImportedFiles } from '../../../history/index.ts';
import { ONE_FILE_TEMPLATE, writeOneFile, type OneFileContent } from '../../shared/one-file/content.ts';
import {
  describeShared,
  sharedDetails,
  withhold,
  WITHHELD,
  type Withheld,
} from '../../shared/one-file/withhold.ts';
import { runsAsTable, TABLE_FORMATS, tableFormatOf } from './table.ts';
import { readInputs } from '../files/input.ts';
import { checkOutput, STDOUT, writeOutput } from '../files/output.ts';
import { isBad, linesOfAll } from '../inspect.ts';
import { findPage } from '../page/find-page.ts';
import { didYouMean } from '../suggest.ts';
import { terminalText } from '../terminal-text.ts';
import { EXIT, positionals, UsageError } from '../usage.ts';

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
    description:
      'Columns of the table or the figure, separated by commas; default for a table: those that differ',
    valueHint: 'LIST',
  },
  figure: {
    type: 'string',
    description: 'A chart as SVG, or as PDF if the name ends so; - for standard output',
    valueHint: 'FILE',
  },
  chart: {
    type: 'string',
    description:
      'What the figure shows: curves, scatter or verdicts; --columns names the metric or the two axes',
    valueHint: 'CHART',
  },
  width: {
    type: 'string',
    description:
      'Width of the figure: column (3.5 in), two-column (7.16 in) or a length such as 88mm; default: column',
    valueHint: 'LENGTH',
  },
  font: { type: 'string', description: 'Font of the figure; default: sans-serif', valueHint: 'NAME' },
  size: { type: 'string', description: 'Size of the font in points; default: 8', valueHint: 'N' },
  title: { type: 'string', description: 'Title above the figure; default: none', valueHint: 'TEXT' },
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
  pytorch: {
    type: 'string',
    description:
      'A script for PyTorch that trains one run again from the same initial weights, and compares the epochs; - for standard output',
    valueHint: 'FILE',
  },
  run: {
    type: 'string',
    description: 'For --pytorch: name or id of the run; default: the only one with epochs',
    valueHint: 'RUN',
  },
  data: {
    type: 'string',
    description: "For --pytorch: the run's data set, as for heddle train; default: the one that it names",
    valueHint: 'DATA',
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

const FIGURE_OPTIONS = ['chart', 'width', 'font', 'size', 'title'] as const;

/** `heddle export`: what people read rather than programs. Messages go to standard error. */
export const exportCommand = defineCommand({
  meta: {
    name: 'export',
    description: 'Save runs for people: as a page in one file, a table, or a Python script.',
  },
  args,
  async run({
    rawArgs,
    args: {
      html,
      view,
      without,
      table,
      figure,
      columns,
      sweep,
      pytorch,
      run,
      data,
      out,
      force,
      quiet,
      'raw-cells': rawCells,
      ...chosen
    },
  }) {
    const inputs = positionals(rawArgs, args);
    if ([html, table, figure, sweep, pytorch].filter((output) => output !== undefined).length !== 1)
      throw new UsageError(
        'Expected either --html with a file, --table with a format, --figure with a file, --sweep python or --pytorch with a file.',
      );
    for (const [name, value] of Object.entries({ run, data }))
      if (value !== undefined && pytorch === undefined)
        throw new UsageError(`--${name}: expected it with --pytorch only.`);
    if (sweep !== undefined && sweep !== 'python')
      throw new UsageError(`--sweep: expected python, got "${sweep}".`);
    const format = table === undefined ? null : tableFormatOf(table);
    if (rawCells === true && format !== 'csv')
      throw new UsageError('--raw-cells: expected it with --table csv only.');
    for (const name of FIGURE_OPTIONS)
      if (chosen[name] !== undefined && figure === undefined)
        throw new UsageError(`--${name}: expected it with --figure only.`);
    // The code that draws is loaded only for a figure.
    const figures = figure === undefined ? null : await import('./figure.ts');
    const drawing = figures?.figureOptions(chosen) ?? null;
    const withheld = withheldOf(without);
    const path = html ?? figure ?? pytorch ?? out;
    await checkOutput(path, force ?? false);
    const imported = await importFiles(await readInputs(inputs, process.stdin));
    report(imported, quiet ?? false);
    const { history } = imported;
    if (history.runs.length === 0) return;
    if (html !== undefined && !(quiet ?? false))
      console.error(terminalText(describeShared(sharedDetails(history), withheld)));
    const shown = () => withhold({ history, view: '' }, withheld).history;
    const names = columns === undefined ? null : columns.split(',');
    let text: string;
    if (figures !== null && drawing !== null)
      text = figures.runsAsFigure(shown(), drawing.chart, names, drawing.options);
    else if (sweep !== undefined) text = await sweepOf(history);
    else if (pytorch !== undefined) text = await pytorchOf(history, run, data);
    else if (format === null) text = await pageOf({ history, view: hashOf(view ?? '') }, withheld);
    else text = runsAsTable(shown(), format, names, { rawCells: rawCells ?? false });
    const { content, unknown } = figures?.figureContent(path, text) ?? { content: text, unknown: [] };
    if (unknown.length > 0)
      console.error(
        terminalText(`The fonts of PDF do not have ${unknown.join(' ')}: the file has question marks.`),
      );
    const written = await writeOutput(
      [{ path, content: typeof content === 'string' ? new LongText(() => [content]) : content }],
      path,
      process.stdout,
      force ?? false,
    );
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
async function sweepOf({ runs }: History): Promise<string> {
  const { sweepOfRuns, sweepScript } = await import('../../shared/sweep/index.ts');
  return sweepScript(sweepOfRuns(runs));
}

/** The script that trains a run again. TensorFlow.js is loaded only for it. */
async function pytorchOf({ runs }: History, wanted: string | undefined, data: string | undefined) {
  const { dataSeed, findRun, scriptOfRun } = await import('../../shared/pytorch/index.ts');
  const found = findRun(runs, wanted);
  const name = data ?? String(found.run.parameters['data']);
  if (name === 'mnist') return scriptOfRun(found, null);
  const { isTable, loadData } = await import('../data.ts');
  const seed = dataSeed(found);
  // As by `heddle train` without further options, which shuffles the rows of tables.
  return scriptOfRun(found, await loadData(name, seed, isTable(name) ? { shuffleSeed: seed } : {}));
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
