import { defineCommand } from 'citty';
import { importFiles, toTable } from '../../history/index.ts';
import type { FileReport, ImportedFiles } from '../../history/index.ts';
import { describeColumn } from './describe-column.ts';
import { readInputs } from './files/input.ts';
import { terminalText } from './terminal-text.ts';
import { EXIT, positionals } from './usage.ts';

const args = {
  inputs: {
    type: 'positional',
    description: 'Files, folders, zip archives, or - for standard input',
    required: false,
  },
  json: { type: 'boolean', description: 'Print JSON for programs' },
} as const;

/** `heddle inspect`: prints the format of files, their number of runs, columns and notes. */
export const inspect = defineCommand({
  meta: { name: 'inspect', description: 'Show the format of files, their number of runs and their columns.' },
  args,
  async run({ rawArgs, args: { json } }) {
    const imported = await importFiles(await readInputs(positionals(rawArgs, args), process.stdin));
    process.stdout.write(json ? `${JSON.stringify(summaryOf(imported), null, 2)}\n` : reportOf(imported));
    if (isBad(imported)) process.exitCode = EXIT.failed;
  },
});

/** Whether a file could not be read, or nothing was imported. */
export function isBad({ files }: ImportedFiles): boolean {
  return (
    files.some(({ outcome }) => outcome === 'failed') || files.every(({ outcome }) => outcome !== 'taken')
  );
}

function summaryOf({ history, files }: ImportedFiles) {
  const table = toTable(history, { rows: 'epochs' });
  return {
    files,
    runs: history.runs.length,
    rows: table.length,
    columns: table.columns.map((column) => ({ ...describeColumn(column, table.length) })),
  };
}

/** The report as text for a person. */
export function reportOf(imported: ImportedFiles): string {
  const { runs, rows, columns } = summaryOf(imported);
  const lines = linesOfAll(imported.files);
  if (imported.files.length === 0) lines.push('There are no files to read.');
  if (runs > 0) {
    lines.push('', `${count(runs, 'run')}, ${count(rows, 'row')}, ${count(columns.length, 'column')}:`, '');
    const cells = columns.map(({ name, role, direction, values, absent }) => [
      terminalText(name),
      role + (direction === 'none' ? '' : ` (${direction})`),
      terminalText(values),
      absent,
    ]);
    const widths = [0, 1, 2].map((i) =>
      Math.min(
        40,
        cells.reduce((width, row) => Math.max(width, row[i]!.length), 0),
      ),
    );
    for (const row of cells)
      lines.push(`  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd());
  }
  return `${lines.join('\n')}\n`;
}

/** Larger groups of equal reports are summarised. */
const MAX_EQUAL_REPORTS = 3;

/** The notes of reports, each below its name. Of a large group of equal reports only the first is shown. */
export function linesOfAll(reports: readonly FileReport[]): string[] {
  const groups = new Map<string, FileReport[]>();
  for (const report of reports) {
    const key = JSON.stringify([report.outcome, report.format, report.notes]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [report]);
    else group.push(report);
  }
  return [...groups.values()].flatMap((group) => {
    if (group.length <= MAX_EQUAL_REPORTS) return group.flatMap(linesOf);
    const [name, ...sentences] = linesOf(group[0]!);
    return [name!, ...sentences, `  The same applies to ${String(group.length - 1)} more.`];
  });
}

function linesOf({ path, files, outcome, format, notes }: FileReport): string[] {
  const size = files.length > 1 ? ` (${String(files.length)} files)` : '';
  const status = outcome === 'taken' ? (format ?? 'unknown') : outcome === 'failed' ? 'not read' : 'left out';
  return [`${terminalText(path)}${size}: ${status}`, ...notes.map((note) => `  ${terminalText(note)}`)];
}

function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
}
