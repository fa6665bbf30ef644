import type { EpochBatches, EpochRecord, ParameterValue, Run } from '../types.ts';
import { batchKind } from '../file/batches.ts';
import { joinedLines } from '../file/lines.ts';
import { pathsOf } from './paths.ts';
import { pythonJson, pythonObject } from './python.ts';
import { ExportError, LongText } from './types.ts';
import type { ExportedFile, ExportFormat } from './types.ts';

/**
 * skorch's `history.json`, which `skorch.history.History.from_file` reads: one folder per run with epochs, with the records
 * in `history.json`, in Python's dialect of JSON, and the parameters in `params.json`, since the history cannot hold them.
 * A single run is exported without a folder.
 *
 * An epoch without recorded batches has an empty list of them; the batch counts are kept.
 */
export const skorch: ExportFormat = {
  name: 'skorch',
  label: 'skorch',
  description: "skorch's history.json, one per run",
  extension: '.json',
  losses: ['ids, names, parents, folds, status and start time of runs', 'values of a whole run'],
  write({ runs }, { note }) {
    const withEpochs = runs.filter(({ records }) => records.length > 0);
    if (withEpochs.length === 0)
      throw new ExportError('No run has epochs, so there is no skorch history to write.');
    const skipped = runs.length - withEpochs.length;
    if (skipped > 0) note(`Skipped: runs without epochs, ${String(skipped)} of ${String(runs.length)}.`);
    if (runs.some(({ summary }) => Object.keys(summary).length > 0))
      note('Skipped: values of a whole run, such as a test score, which a skorch history cannot hold.');
    const paths = pathsOf(withEpochs);
    const isSingle = withEpochs.length === 1;
    return withEpochs.flatMap((run, i) => filesOf(run, isSingle ? '' : `${paths[i]!}/`));
  },
};

function filesOf(run: Run, folder: string): ExportedFile[] {
  const { records } = run;
  const batches = new Map(run.batches?.map(({ epoch, columns }) => [epoch, columns]));
  const epochs = new LongText(function* () {
    yield '[';
    yield* joinedLines(records.length, (i) => epochOf(records[i]!, batches.get(records[i]!.epoch)), ', ');
    yield ']';
  });
  const history = { path: `${folder}history.json`, content: epochs };
  if (Object.keys(run.parameters).length === 0) return [history];
  const parameters = new LongText(() => [`${pythonObject(run.parameters)}\n`]);
  return [history, { path: `${folder}params.json`, content: parameters }];
}

function epochOf(record: EpochRecord, batches: EpochBatches['columns'] | undefined): string {
  const members = Object.entries<ParameterValue>(record)
    .filter(([key]) => key !== 'batches')
    .map(([key, value]) => `${JSON.stringify(key)}: ${pythonJson(value)}`);
  return `{"batches": [${batches ? batchesOf(batches).join(', ') : ''}], ${members.join(', ')}}`;
}

/** The batches of an epoch, those of a kind one after the other, as skorch trains and then validates. */
function batchesOf(columns: EpochBatches['columns']): string[] {
  const kinds = new Map<string, string[]>();
  for (const name of Object.keys(columns)) {
    const kind = batchKind(name);
    kinds.set(kind, [...(kinds.get(kind) ?? []), name]);
  }
  return [...kinds.values()].flatMap((names) =>
    Array.from(columns[names[0]!]!, (_, at) =>
      pythonObject(Object.fromEntries(names.map((name) => [name, columns[name]![at]!]))),
    ),
  );
}
