import { JsonError, parseJson } from '../../file/json.ts';
import type { Direction, ParameterValue, RecordValue, Run } from '../../types.ts';
import { isObject, memberOf, tableOfJson } from '../flat/json/json-table.ts';
import { groupBy } from '../shared/group-by.ts';
import { createLogRun } from '../shared/log-run.ts';
import type { LogRow } from '../shared/log-run.ts';
import { parameterValue } from '../shared/flat-parameters.ts';
import { numberOfJson } from '../shared/numbers.ts';
import type { Context, Format } from '../types.ts';

/**
 * A snapshot of Ax: an experiment, or a client with one, as JSON in which objects name their class in `__type`. Each arm of a
 * trial is a run, with the means of its metrics as summary, or as records if they were observed along a progression, and
 * their standard errors as `<metric>_sem`. pandas writes NaN and infinities as null, so there they are missing.
 */
export const ax: Format = {
  name: 'ax',
  description: "Ax's experiment or client as JSON",
  detect: (content) => content.kind === 'json' && isExperiment(experimentOf(content.json)),
  read: (content, context) =>
    content.kind === 'json' ? readExperiment(experimentOf(content.json), context) : [],
};

function experimentOf(json: unknown): unknown {
  const inner = memberOf(json, 'experiment');
  return isExperiment(inner) ? inner : json;
}

function isExperiment(json: unknown): boolean {
  return (
    /Experiment$/.test(String(memberOf(json, '__type'))) &&
    isObject(memberOf(json, 'trials')) &&
    isObject(memberOf(json, 'search_space'))
  );
}

function readExperiment(experiment: unknown, context: Context): Run[] {
  const directions = directionsOf(experiment);
  const observed = groupBy(observations(experiment, context), ({ trial, arm }) => `${trial}/${arm}`);
  noteSearchSpace(experiment, context);
  return listOf(memberOf(experiment, 'trials')).flatMap((trial) => {
    const index = String(memberOf(trial, 'index'));
    const started = timeOf(memberOf(trial, 'time_run_started')) ?? timeOf(memberOf(trial, 'time_created'));
    return armsOf(trial).map((arm, place) => {
      const own = memberOf(arm, 'name');
      const name = typeof own === 'string' ? own : `${index}_${String(place)}`;
      return createLogRun(
        {
          format: 'ax',
          id: name,
          name,
          status: STATUS.get(memberOf(memberOf(trial, 'status'), 'name')) ?? 'unknown',
          started,
          parameters: parametersOf(arm),
          directions,
          ...valuesOf(observed.get(`${index}/${name}`) ?? []),
        },
        context,
      );
    });
  });
}

const STATUS = new Map<unknown, Run['status']>([
  ['RUNNING', 'running'],
  ['COMPLETED', 'completed'],
  ['EARLY_STOPPED', 'stopped'],
  ['ABANDONED', 'stopped'],
  ['FAILED', 'failed'],
]);

/** The values of an object or a list. */
function listOf(json: unknown): readonly unknown[] {
  return Array.isArray(json) ? json : isObject(json) ? Object.values(json) : [];
}

/** The arms of a trial, or of all parts of a batch. */
function armsOf(trial: unknown): readonly unknown[] {
  const runs = [
    memberOf(trial, 'generator_run'),
    ...listOf(memberOf(trial, 'generator_runs')),
    ...listOf(memberOf(trial, 'generator_run_structs')).map((each) => memberOf(each, 'generator_run')),
  ];
  return runs.flatMap((run) => listOf(memberOf(run, 'arms')));
}

/** The first versions of Ax called them `params`. */
function parametersOf(arm: unknown): [string, ParameterValue][] {
  const parameters = memberOf(arm, 'parameters') ?? memberOf(arm, 'params');
  return isObject(parameters)
    ? Object.entries(parameters).map(([name, value]) => [name, parameterValue(value)])
    : [];
}

/** A time as Ax writes it: UTC without a zone. */
function timeOf(json: unknown): string | null {
  const value = memberOf(json, 'value');
  return typeof value === 'string' ? `${value.replace(' ', 'T')}Z` : null;
}

/** Directions of objectives, and those that metrics state. */
function directionsOf(experiment: unknown): Map<string, Direction> {
  const directions = new Map<string, Direction>();
  const set = (metric: unknown, isMin: unknown) => {
    const name = memberOf(metric, 'name');
    if (typeof name === 'string' && typeof isMin === 'boolean') directions.set(name, isMin ? 'min' : 'max');
  };
  for (const metric of listOf(memberOf(experiment, 'tracking_metrics')))
    set(metric, memberOf(metric, 'lower_is_better'));
  const visit = (objective: unknown) => {
    for (const each of listOf(memberOf(objective, 'objectives'))) visit(each);
    const isMin = memberOf(objective, 'minimize');
    for (const metric of [memberOf(objective, 'metric'), ...listOf(memberOf(objective, 'metrics'))])
      set(metric, memberOf(metric, 'lower_is_better') ?? isMin);
  };
  visit(memberOf(memberOf(experiment, 'optimization_config'), 'objective'));
  return directions;
}

/** One observed mean of a metric. */
interface Observation {
  readonly trial: string;
  readonly arm: string;
  readonly metric: string;
  readonly mean: number | null;
  readonly sem: number | null;
  /** The place in the progression, with its name; null if there is none. */
  readonly at: readonly [string, number] | null;
}

/** Columns of Ax's data that are no progression. */
const ABOUT = new Set([
  ...['arm_name', 'metric_name', 'metric_signature', 'mean', 'sem', 'trial_index', 'n', 'frac_nonnull'],
  ...['start_time', 'end_time', 'random_split', 'fidelities', 'generation_method', 'timestamp'],
]);

/** The rows of all data in their order; an attachment of the same data replaces the earlier one. */
function observations(experiment: unknown, context: Context): Observation[] {
  const data = [
    ...listOf(memberOf(experiment, 'data_by_trial')).flatMap(itemsOf),
    memberOf(experiment, 'data'),
  ];
  return data.flatMap((each) => rowsOf(memberOf(each, 'df'), context));
}

/** The values of `{"__type": "OrderedDict", "value": [[time, data], …]}`, or of a plain object. */
function itemsOf(json: unknown): readonly unknown[] {
  const value = memberOf(json, 'value');
  if (!Array.isArray(value)) return listOf(json);
  return value.map((item: unknown) => (Array.isArray(item) ? (item as unknown[])[1] : undefined));
}

function rowsOf(frame: unknown, { note }: Context): Observation[] {
  let json: unknown = memberOf(frame, 'value');
  try {
    if (typeof json === 'string') json = parseJson(json);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    note(`A table of observations is not valid JSON and is left out: ${error.message}.`);
    return [];
  }
  const table = isObject(json) ? tableOfJson(json) : null;
  if (table === null) return [];
  const rows = table.rows.map((row) => new Map(table.names.map((name, i) => [name, row[i]])));
  const progression = table.names.find(
    (name) => !ABOUT.has(name) && rows.some((row) => numberOfJson(row.get(name)) !== undefined),
  );
  return rows.map((row) => {
    const at = progression === undefined ? undefined : numberOfJson(row.get(progression));
    return {
      trial: String(row.get('trial_index')),
      arm: String(row.get('arm_name')),
      metric: String(row.get('metric_name')),
      mean: numberOfJson(row.get('mean')) ?? null,
      sem: numberOfJson(row.get('sem')) ?? null,
      at: at === undefined ? null : [progression!, at],
    };
  });
}

/** Observations along a progression as rows, the others as a summary. */
function valuesOf(all: readonly Observation[]): {
  rows: readonly LogRow[];
  summary: [string, number | null][];
} {
  const entriesOf = ({ metric, mean, sem }: Observation): [string, number | null][] => [
    [metric, mean],
    // Ax states 0 where a metric has no noise.
    ...(sem === null || sem === 0 ? [] : [[`${metric}_sem`, sem] as [string, number]]),
  ];
  const placed = groupBy(
    all.filter(({ at }) => at !== null),
    ({ at }) => at![1],
  );
  const rows = [...placed].map(
    ([at, list]) => new Map<string, RecordValue>([['step', at], ...list.flatMap(entriesOf)]),
  );
  const summary = new Map(all.filter(({ at }) => at === null).flatMap(entriesOf));
  return { rows, summary: [...summary] };
}

/** Notes what was searched. */
function noteSearchSpace(experiment: unknown, { note }: Context): void {
  const parts = listOf(memberOf(memberOf(experiment, 'search_space'), 'parameters')).flatMap((parameter) => {
    const name = memberOf(parameter, 'name');
    const range = rangeOf(parameter);
    return typeof name === 'string' && range !== null ? [`${name} ${range}`] : [];
  });
  if (parts.length > 0) note(`Searched: ${parts.join(', ')}.`);
}

function rangeOf(parameter: unknown): string | null {
  const values = memberOf(parameter, 'values');
  if (Array.isArray(values)) return values.map((value) => String(parameterValue(value))).join(' or ');
  const [low, high] = ['lower', 'upper'].map((key) => numberOfJson(memberOf(parameter, key)));
  if (low === undefined || high === undefined) return null;
  return `${String(low)} to ${String(high)}${memberOf(parameter, 'log_scale') === true ? ' (log)' : ''}`;
}
