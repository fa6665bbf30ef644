import { JsonError, parseJson } from '../../file/json.ts';
import type { Direction, ParameterValue, RecordValue, Run } from '../../types.ts';
import { isObject, memberOf } from '../flat/json/json-table.ts';
import { flatParameters } from '../shared/flat-parameters.ts';
import { createLogRun } from '../shared/log-run.ts';
import { numberOfJson } from '../shared/numbers.ts';
import type { Tables } from '../sqlite/database.ts';
import type { Context } from '../types.ts';

/** The last event of a trial in NNI's states, `TrialJobStatus`. */
const STATUS: ReadonlyMap<unknown, Run['status']> = new Map([
  ['SUCCEEDED', 'completed'],
  ['FAILED', 'failed'],
  ['USER_CANCELED', 'stopped'],
  ['SYS_CANCELED', 'stopped'],
  ['EARLY_STOPPED', 'stopped'],
  ['RUNNING', 'running'],
] as const);

interface NniTrial {
  started: unknown;
  status: Run['status'];
  parameters: Map<string, ParameterValue>;
  readonly rows: Map<string, RecordValue>[];
  readonly summary: Map<string, number>;
}

/**
 * The trials in `nni.sqlite`: the events and the metrics of each. Intermediate results become records, which NNI numbers from
 * 0; final ones the summary. A result that is a single number is called `default`, as NNI does.
 */
export function readNni({ columns, rows }: Tables, context: Context): Run[] {
  const trials = new Map<string, NniTrial>();
  const trialOf = (id: unknown): NniTrial => {
    const key = String(id);
    let trial = trials.get(key);
    if (trial === undefined) {
      trial = { started: null, status: 'unknown', parameters: new Map(), rows: [], summary: new Map() };
      trials.set(key, trial);
    }
    return trial;
  };
  for (const [id, event, time, data] of rows(
    'select trialJobId, event, timestamp, data from TrialJobEvent order by timestamp, rowid',
  )) {
    const trial = trialOf(id);
    trial.status = STATUS.get(event) ?? trial.status;
    trial.started ??= time;
    const parameters = memberOf(jsonOfText(data), 'parameters');
    if (isObject(parameters)) trial.parameters = flatParameters(parameters);
  }
  for (const [id, type, sequence, data] of rows(
    'select trialJobId, type, sequence, data from MetricData order by sequence, rowid',
  )) {
    const values = resultsOf(jsonOfText(data));
    const trial = trialOf(id);
    if (type === 'FINAL') for (const [name, value] of values) trial.summary.set(name, value);
    else if (type === 'PERIODICAL') trial.rows.push(new Map([['epoch', Number(sequence) + 1], ...values]));
  }
  const direction = columns.get('ExperimentProfile')?.has('params') ? directionOf(rows) : null;
  return [...trials].map(([name, trial]) =>
    createLogRun(
      {
        format: 'nni',
        name,
        ...trial,
        directions: new Map<string, Direction>(direction ? [['default', direction]] : []),
      },
      context,
    ),
  );
}

/** Parses JSON, which NNI may have encoded as JSON text once more; null if it is damaged. */
export function jsonOfText(text: unknown): unknown {
  try {
    const json = typeof text === 'string' ? parseJson(text) : null;
    return typeof json === 'string' ? parseJson(json) : json;
  } catch (error) {
    if (error instanceof JsonError) return null;
    throw error;
  }
}

/** The numbers of a result; a single one is called `default`, as NNI does. */
export function resultsOf(result: unknown): [string, number][] {
  const entries = isObject(result) ? Object.entries(result) : [['default', result] as const];
  return entries.flatMap(([name, value]): [string, number][] => {
    const number = numberOfJson(value);
    return number === undefined ? [] : [[name, number]];
  });
}

function directionOf(rows: Tables['rows']): Direction | null {
  for (const [text] of rows('select params from ExperimentProfile')) {
    const params = jsonOfText(text);
    const mode =
      memberOf(memberOf(memberOf(params, 'tuner'), 'classArgs'), 'optimize_mode') ??
      memberOf(params, 'optimizeMode');
    if (mode === 'maximize' || mode === 'minimize') return mode === 'maximize' ? 'max' : 'min';
  }
  return null;
}
