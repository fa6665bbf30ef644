import type { EpochRecord, ParameterValue, Run } from '../types.ts';
import { joinedLines } from '../file/lines.ts';
import { pathsOf } from './paths.ts';
import { pythonJson, pythonObject } from './python.ts';
import { ExportError, LongText } from './types.ts';
import type { ExportedFile, ExportFormat } from './types.ts';

/**
 * skorch's `history.json`, which `skorch.history.History.from_file` reads: a folder for each run with epochs, in which
 * `history.json` has its records key for key, in Python's dialect of JSON. The parameters, which such a file has no
 * place for, lie beside it as `params.json`. A single run is one file without a folder.
 *
 * A record here has no values per batch, so every epoch has an empty list of batches, as skorch's own has before its
 * first batch; the batch counts are kept.
 */
export const skorch: ExportFormat = {
  name: 'skorch',
  label: 'skorch',
  description: "skorch's history.json, one for each run",
  extension: '.json',
  losses: ['ids, names, parents, folds, status and start of runs', 'values that a run has no epochs for'],
  write({ runs }, { note }) {
    const withEpochs = runs.filter(({ records }) => records.length > 0);
    if (withEpochs.length === 0)
      throw new ExportError('No run has epochs, so there is no skorch history to write.');
    const left = runs.length - withEpochs.length;
    if (left > 0) note(`Runs without epochs are left out, ${String(left)} of ${String(runs.length)}.`);
    if (runs.some(({ summary }) => Object.keys(summary).length > 0))
      note(
        'Values of a whole run, such as its test score, have no place in a skorch history and are left out.',
      );
    const paths = pathsOf(withEpochs);
    const isAlone = withEpochs.length === 1;
    return withEpochs.flatMap((run, i) => filesOf(run, isAlone ? '' : `${paths[i]!}/`));
  },
};

function filesOf(run: Run, folder: string): ExportedFile[] {
  const { records } = run;
  const epochs = new LongText(function* () {
    yield '[';
    yield* joinedLines(records.length, (i) => epochOf(records[i]!), ', ');
    yield ']';
  });
  const history = { path: `${folder}history.json`, content: epochs };
  if (Object.keys(run.parameters).length === 0) return [history];
  const parameters = new LongText(() => [`${pythonObject(run.parameters)}\n`]);
  return [history, { path: `${folder}params.json`, content: parameters }];
}

function epochOf(record: EpochRecord): string {
  const members = Object.entries<ParameterValue>(record)
    .filter(([key]) => key !== 'batches')
    .map(([key, value]) => `${JSON.stringify(key)}: ${pythonJson(value)}`);
  return `{"batches": [], ${members.join(', ')}}`;
}
