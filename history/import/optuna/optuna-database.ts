import { parseJson } from '../../file/json.ts';
import type { Direction, ParameterValue, RecordValue, Run } from '../../types.ts';
import { parameterValue } from '../shared/flat-parameters.ts';
import { createLogRun } from '../shared/log-run.ts';
import { describeSearch, statusOfTrial, valueOfInternal } from './optuna-distribution.ts';
import type { Context } from '../types.ts';
import type { Tables } from '../sqlite/database.ts';

interface Study {
  readonly name: string;
  readonly directions: Direction[];
  /** What each parameter was drawn from. */
  readonly searched: Map<string, unknown>;
}

interface Trial {
  readonly number: number;
  readonly study: number;
  readonly state: string;
  readonly started: unknown;
  readonly parameters: Map<string, ParameterValue>;
  readonly values: (number | null)[];
  readonly intermediate: Map<number, number | null>;
}

/** How Optuna's tables name a value that SQL has no number for. */
const SPECIAL: ReadonlyMap<unknown, number> = new Map([
  ['INF_POS', Infinity],
  ['INF_NEG', -Infinity],
  ['NAN', NaN],
]);

/**
 * The trials in a database of Optuna (`RDBStorage`): each is a run with its parameters, user attributes, intermediate
 * values as records and the objective as `value`, or `values_0`, `values_1`, … where a study has several.
 */
export function readOptuna(tables: Tables, context: Context): Run[] {
  const studies = new Map<number, Study>();
  for (const [id, name] of tables.rows('select study_id, study_name from studies order by study_id')) {
    studies.set(Number(id), { name: String(name), directions: [], searched: new Map() });
  }
  for (const [id, direction] of directionsIn(tables)) {
    studies
      .get(Number(id))
      ?.directions.push(direction === 'MINIMIZE' ? 'min' : direction === 'MAXIMIZE' ? 'max' : 'none');
  }
  const trials = readTrials(tables, studies);
  for (const { name, searched } of studies.values()) {
    const sentence = describeSearch(studies.size > 1 ? name : null, searched);
    if (sentence !== null) context.note(sentence);
  }
  return [...trials.values()].flatMap((trial) => {
    const study = studies.get(trial.study);
    return study ? [runOf(trial, study, studies.size > 1, context)] : [];
  });
}

function directionsIn({ columns, rows }: Tables) {
  if (columns.has('study_directions'))
    return rows('select study_id, direction from study_directions order by study_id, objective');
  return columns.get('studies')?.has('direction') ? rows('select study_id, direction from studies') : [];
}

function readTrials(tables: Tables, studies: ReadonlyMap<number, Study>): Map<unknown, Trial> {
  const { columns, rows } = tables;
  const trials = new Map<unknown, Trial>();
  for (const [id, number, study, state, started] of rows(
    'select trial_id, number, study_id, state, datetime_start from trials order by study_id, number',
  )) {
    trials.set(id, {
      ...{ number: Number(number), study: Number(study), state: String(state), started },
      ...{ parameters: new Map(), values: [], intermediate: new Map() },
    });
  }
  if (columns.has('trial_params')) {
    for (const [id, name, value, distribution] of rows(
      'select trial_id, param_name, param_value, distribution_json from trial_params order by param_id',
    )) {
      const trial = trials.get(id);
      trial?.parameters.set(String(name), valueOfInternal(Number(value), distribution));
      if (trial) studies.get(trial.study)?.searched.set(String(name), distribution);
    }
  }
  for (const [id, objective, value] of typedRows(tables, 'trial_values', 'objective', 'value')) {
    const trial = trials.get(id);
    // A place in a list, and no more of it than a study has objectives.
    if (trial && Number(objective) >= 0 && Number(objective) < 1000) trial.values[Number(objective)] = value;
  }
  for (const [id, step, value] of typedRows(
    tables,
    'trial_intermediate_values',
    'step',
    'intermediate_value',
  )) {
    trials.get(id)?.intermediate.set(Number(step), value);
  }
  if (columns.has('trial_user_attributes')) {
    for (const [id, key, json] of rows('select trial_id, key, value_json from trial_user_attributes')) {
      const parameters = trials.get(id)?.parameters;
      if (parameters && !parameters.has(String(key))) parameters.set(String(key), valueOfJson(String(json)));
    }
  }
  return trials;
}

/** The rows of a table of values, which newer versions mark as finite or not. */
function* typedRows(
  { columns, rows }: Tables,
  table: string,
  index: string,
  value: string,
): Iterable<[id: unknown, index: unknown, value: number | null]> {
  const known = columns.get(table);
  if (!known?.has(index) || !known.has(value)) return;
  const type = known.has(`${value}_type`) ? `${value}_type` : 'null';
  for (const [id, at, number, kind] of rows(`select trial_id, ${index}, ${value}, ${type} from ${table}`)) {
    yield [id, at, SPECIAL.get(kind) ?? (typeof number === 'number' ? number : null)];
  }
}

function valueOfJson(json: string): ParameterValue {
  try {
    return parameterValue(parseJson(json));
  } catch {
    return json;
  }
}

function runOf(trial: Trial, { name, directions }: Study, isOneOfMany: boolean, context: Context): Run {
  const isSingle = directions.length < 2;
  const names = isSingle ? ['value'] : directions.map((_, i) => `values_${String(i)}`);
  const goals = new Map(names.map((metric, i) => [metric, directions[i] ?? 'none']));
  if (isSingle) goals.set('intermediate_value', directions[0] ?? 'none');
  const title = `trial ${String(trial.number)}`;
  return createLogRun(
    {
      format: 'optuna-sqlite',
      id: `${name}/${String(trial.number)}`,
      name: isOneOfMany ? `${name} / ${title}` : title,
      status: statusOfTrial(trial.state),
      started: trial.started,
      parameters: trial.parameters,
      rows: [...trial.intermediate].map(
        ([step, value]) =>
          new Map<string, RecordValue>([
            ['step', step],
            ['intermediate_value', value],
          ]),
      ),
      summary: names.map((metric, i) => [metric, trial.values[i] ?? null] as const),
      directions: goals,
    },
    context,
  );
}
