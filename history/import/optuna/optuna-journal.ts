import type { Direction, ParameterValue, RecordValue, Run } from '../../types.ts';
import { isObject, memberOf } from '../flat/json/json-table.ts';
import type { JsonObject } from '../flat/json/json-table.ts';
import { parameterValue } from '../shared/flat-parameters.ts';
import { createLogRun } from '../shared/log-run.ts';
import { numberOfJson } from '../shared/numbers.ts';
import { describeSearch, statusOfTrial, TRIAL_STATES, valueOfInternal } from './optuna-distribution.ts';
import type { Context, Format } from '../types.ts';

/**
 * Optuna's journal: what was done to studies and trials, one operation a line, replayed. Each trial is a run, its
 * intermediate values are records, its objective is `value`, or `values_0`, `values_1`, … where there are several.
 */
export const optunaJournal: Format = {
  name: 'optuna-journal',
  description: "Optuna's journal",
  detect: (content) => {
    // A journal of a single line is JSON.
    const first = content.kind === 'lines' ? content.lines[0] : content.kind === 'json' ? content.json : null;
    return isObject(first) && Object.hasOwn(first, 'op_code') && Object.hasOwn(first, 'worker_id');
  },
  read(content, context) {
    const lines = content.kind === 'lines' ? content.lines : content.kind === 'json' ? [content.json] : [];
    return readJournal(lines.filter(isObject), context);
  },
};

interface Study {
  readonly name: string;
  readonly directions: readonly Direction[];
  trials: Trial[];
  /** What each parameter was drawn from. */
  readonly searched: Map<string, unknown>;
}

interface Trial {
  readonly study: Study;
  readonly number: number;
  state: (typeof TRIAL_STATES)[number];
  values: readonly unknown[];
  started: unknown;
  readonly parameters: Map<string, ParameterValue>;
  readonly intermediate: Map<number, RecordValue>;
  readonly attributes: Map<string, ParameterValue>;
}

const DIRECTIONS: readonly Direction[] = ['none', 'min', 'max'];

function readJournal(lines: readonly JsonObject[], context: Context): Run[] {
  const studies = replay(lines);
  const kept = studies.filter((study) => study !== null);
  for (const { name, searched } of kept) {
    const sentence = describeSearch(kept.length > 1 ? name : null, searched);
    if (sentence !== null) context.note(sentence);
  }
  return kept.flatMap((study) => study.trials.map((trial) => runOf(study, trial, kept.length > 1, context)));
}

/** Ids of studies and trials are the order of the lines that create them; operations on unknown ids are ignored. */
function replay(lines: readonly JsonObject[]): (Study | null)[] {
  const studies: (Study | null)[] = [];
  const trials: Trial[] = [];
  for (const line of lines) {
    const operation = memberOf(line, 'op_code');
    const study = studies[Number(memberOf(line, 'study_id'))];
    if (operation === 0) {
      const name = String(memberOf(line, 'study_name') ?? '');
      if (studies.some((other) => other?.name === name)) continue;
      const directions = [memberOf(line, 'directions')]
        .flat()
        .map((number) => DIRECTIONS[Number(number)] ?? 'none');
      studies.push({ name, directions, trials: [], searched: new Map() });
    } else if (operation === 1) studies[Number(memberOf(line, 'study_id'))] = null;
    else if (operation === 4 && study) {
      const trial = createTrial(line, study);
      study.trials.push(trial);
      trials.push(trial);
    } else if (typeof operation === 'number' && operation >= 5) {
      const trial = trials[Number(memberOf(line, 'trial_id'))];
      if (trial && (trial.state === 'RUNNING' || trial.state === 'WAITING')) change(trial, operation, line);
    }
  }
  return studies;
}

function createTrial(line: JsonObject, study: Study): Trial {
  const trial: Trial = {
    study,
    number: study.trials.length,
    state: stateOf(line) ?? 'RUNNING',
    values: [memberOf(line, 'values') ?? memberOf(line, 'value') ?? []].flat(),
    started: memberOf(line, 'datetime_start'),
    parameters: new Map(),
    intermediate: new Map(),
    attributes: new Map(),
  };
  const distributions = memberOf(line, 'distributions');
  for (const [name, internal] of entriesOf(memberOf(line, 'params'))) {
    setParameter(trial, name, internal, memberOf(distributions, name));
  }
  for (const [step, value] of entriesOf(memberOf(line, 'intermediate_values'))) {
    trial.intermediate.set(Number(step), numberOfJson(value) ?? null);
  }
  addAttributes(trial, memberOf(line, 'user_attrs'));
  return trial;
}

function change(trial: Trial, operation: number, line: JsonObject): void {
  switch (operation) {
    case 5: {
      const name = memberOf(line, 'param_name');
      if (typeof name !== 'string') return;
      setParameter(trial, name, memberOf(line, 'param_value_internal'), memberOf(line, 'distribution'));
      return;
    }
    case 6: {
      const values = memberOf(line, 'values');
      if (Array.isArray(values)) trial.values = values as unknown[];
      trial.state = stateOf(line) ?? trial.state;
      trial.started ??= memberOf(line, 'datetime_start');
      return;
    }
    case 7:
      trial.intermediate.set(
        Number(memberOf(line, 'step')),
        numberOfJson(memberOf(line, 'intermediate_value')) ?? null,
      );
      return;
    case 8:
      addAttributes(trial, memberOf(line, 'user_attr'));
  }
}

function stateOf(line: JsonObject): Trial['state'] | undefined {
  return TRIAL_STATES[Number(memberOf(line, 'state') ?? -1)];
}

function setParameter(trial: Trial, name: string, internal: unknown, distribution: unknown): void {
  const number = numberOfJson(internal);
  const value = number === undefined ? parameterValue(internal) : valueOfInternal(number, distribution);
  trial.parameters.set(name, value);
  trial.study.searched.set(name, distribution);
}

function addAttributes(trial: Trial, attributes: unknown): void {
  for (const [name, value] of entriesOf(attributes)) trial.attributes.set(name, parameterValue(value));
}

function entriesOf(json: unknown): [string, unknown][] {
  return isObject(json) ? Object.entries(json) : [];
}

function runOf(study: Study, trial: Trial, isOneOfMany: boolean, context: Context): Run {
  const isSingle = study.directions.length < 2;
  const names = isSingle ? ['value'] : study.directions.map((_, i) => `values_${String(i)}`);
  const directions = new Map(names.map((name, i) => [name, study.directions[i] ?? 'none']));
  if (isSingle) directions.set('intermediate_value', study.directions[0] ?? 'none');
  const name = `trial ${String(trial.number)}`;
  return createLogRun(
    {
      format: 'optuna-journal',
      id: `${study.name}/${String(trial.number)}`,
      name: isOneOfMany ? `${study.name} / ${name}` : name,
      status: statusOfTrial(trial.state),
      started: trial.started,
      parameters: [...trial.parameters, ...trial.attributes].map(([key, value]) => [key, value] as const),
      rows: [...trial.intermediate].map(
        ([step, value]) =>
          new Map<string, RecordValue>([
            ['step', step],
            ['intermediate_value', value],
          ]),
      ),
      summary: names.map((metric, i) => [metric, numberOfJson(trial.values[i]) ?? null] as const),
      directions,
    },
    context,
  );
}
