import { idsOfRuns } from '../runs/run-parts.ts';
import { joinedLines } from '../file/lines.ts';
import { toTable } from '../table/to-table.ts';
import type { Column, Table } from '../table/table.ts';
import type { Dictionary, History, ParameterValue, Run } from '../types.ts';
import { cellReader } from './cells.ts';
import { pythonObject } from './python.ts';
import { ExportError, LongText } from './types.ts';
import type { ExportFormat } from './types.ts';

/**
 * HiPlot's experiment JSON, which `hiplot.Experiment.from_json` reads: a datapoint per epoch, or one for a run without
 * epochs. `from_uid` links each epoch to the previous one, and the first epoch of a fold or forked run to its parent.
 * Columns are defined in full, as HiPlot's page requires, with colours for a small number of categories. NaN and the
 * infinities are bare words, as HiPlot writes them.
 */
export const hiplot: ExportFormat = {
  name: 'hiplot',
  label: 'HiPlot',
  description: "HiPlot's experiment JSON, with runs as chains",
  extension: '.json',
  losses: ['status, start time and fold of runs', 'parents without a row'],
  write(history, { title, onProgress }) {
    const table = toTable(history, { rows: 'epochs' });
    if (table.length === 0)
      throw new ExportError('The history has no rows, and HiPlot rejects an empty experiment.');
    const names = table.columns.map(columnName);
    const readers = table.columns.map(cellReader);
    const links = linksOf(history, table);
    const pointAt = (row: number) => {
      const { uid, from } = links[row]!;
      const values = readers.flatMap((cell, i): [string, ParameterValue][] => {
        const value = cell(row);
        return value === undefined ? [] : [[names[i]!, value]];
      });
      return `{"uid": ${JSON.stringify(uid)}, "from_uid": ${JSON.stringify(from)}, "values": ${pythonObject(Object.fromEntries(values))}}`;
    };
    const colorBy = table.columns.findIndex(
      ({ role, direction }) => role === 'metric' && direction !== 'none',
    );
    const definitions = table.columns.map(
      (column, i) => `${JSON.stringify(names[i])}: ${definition(column)}`,
    );
    const members = [
      `"parameters_definition": {${definitions.join(',\n ')}}`,
      `"colormap": "interpolateTurbo", "colorby": ${JSON.stringify(names[colorBy] ?? null)}, "weightcolumn": null`,
      '"display_data": {}, "enabled_displays": ["PARALLEL_PLOT", "XY", "DISTRIBUTION", "TABLE"]',
      '"datapoints": [\n',
    ];
    const content = new LongText(function* () {
      yield `{${members.join(',\n')}`;
      yield* joinedLines(table.length, pointAt, ',\n', onProgress);
      yield '\n]}\n';
    });
    return [{ path: `${title}.json`, content }];
  },
};

/** HiPlot rejects values with the names of its links. */
function columnName({ name, role }: Column): string {
  return name === 'uid' || name === 'from_uid' ? `${name} (${role})` : name;
}

interface Link {
  readonly uid: string;
  readonly from: string | null;
}

/** Returns the uid and `from_uid` of each row. The first row of a run has the run's id as uid. */
function linksOf({ runs }: History, { length, runIndex, recordIndex }: Table): Link[] {
  const taken = new Set(idsOfRuns(runs));
  const rowsOf = new Map<string, { uid: string; epoch: number }[]>();
  let run = runs[0]!;
  let index = 0;
  const rows = Array.from({ length }, (_, row) => {
    // Runs stored as columns are created on each access, and the rows of one run are consecutive.
    if (runIndex[row] !== index) run = runs[(index = runIndex[row]!)]!;
    const epoch = run.records[recordIndex[row]!]?.epoch ?? -Infinity;
    const before = rowsOf.get(run.id) ?? [];
    rowsOf.set(run.id, before);
    const previous = before.at(-1)?.uid;
    const uid = previous === undefined ? run.id : freeUid(`${run.id}/${String(epoch)}`, taken);
    before.push({ uid, epoch });
    return { run, uid, previous };
  });
  return rows.map(({ run, uid, previous }) => ({ uid, from: previous ?? originOf(run, rowsOf) }));
}

function freeUid(wanted: string, taken: Set<string>): string {
  let uid = wanted;
  while (taken.has(uid)) uid += "'";
  taken.add(uid);
  return uid;
}

/** Returns the row of the parent that a run continues: the last before its own first epoch, or else the last. */
function originOf(
  { parent, records }: Run,
  rowsOf: ReadonlyMap<string, readonly { uid: string; epoch: number }[]>,
): string | null {
  const rows = parent === null ? undefined : rowsOf.get(parent);
  const first = records[0]?.epoch ?? Infinity;
  return (rows?.findLast(({ epoch }) => epoch < first) ?? rows?.at(-1))?.uid ?? null;
}

/** Okabe and Ito's colours without black, in the only notation that HiPlot parses reliably. */
const COLORS = [
  'rgb(15, 126, 194)',
  'rgb(221, 107, 32)',
  'rgb(10, 159, 117)',
  'rgb(199, 106, 166)',
  'rgb(191, 155, 0)',
  'rgb(79, 179, 232)',
  'rgb(143, 95, 209)',
  'rgb(160, 105, 75)',
];

function definition(column: Column): string {
  const isCategory = column.kind === 'category';
  const coloured = isCategory && column.categories.length <= COLORS.length ? column.categories : [];
  const colors = Object.fromEntries(coloured.map((category, i) => [category, COLORS[i]!]));
  return JSON.stringify({
    type: isCategory ? 'categorical' : isLogarithmic(column.values) ? 'numericlog' : 'numeric',
    colors: colors satisfies Dictionary<string>,
    colormap: null,
    force_value_min: null,
    force_value_max: null,
    label_css: '',
    label_html: null,
  });
}

/** HiPlot's rule: more than ten distinct values, all positive, whose central 90 % span more than two decades. */
function isLogarithmic(values: Float64Array): boolean {
  const sorted = [...new Set(values.filter(Number.isFinite))].sort((a, b) => a - b);
  if (sorted.length <= 10 || sorted[0]! <= 0) return false;
  return sorted[Math.floor((sorted.length * 19) / 20)]! / sorted[Math.floor(sorted.length / 20)]! > 100;
}
