import type { ParameterValue, RecordValue, Run } from '../../types.ts';
import { uniqueNames } from '../../unique.ts';
import { jsonOf } from '../content.ts';
import { isObject } from '../flat/json/json-table.ts';
import type { JsonObject } from '../flat/json/json-table.ts';
import { counterName } from '../flat/counters/counter-names.ts';
import { parameterValue } from '../shared/flat-parameters.ts';
import { createLogRun, rowOf } from '../shared/log-run.ts';
import type { Context, Format } from '../types.ts';

/**
 * JSON lines in which lines of training and of validation are counted differently: MMEngine's `scalars.json`, where the `step`
 * of validation is an epoch and that of training an iteration, and MMCV's `*.log.json`, where `mode` tells them apart and
 * iterations start again in each epoch. Each line of validation belongs to the step of training before it.
 */
export const mmengine: Format = {
  name: 'mmengine',
  description: "MMEngine's scalars.json and MMCV's log.json",
  detect(content) {
    const lines = linesOf(jsonOf(content));
    return lines !== null && keysOf(lines) !== null;
  },
  read(content, context) {
    const lines = linesOf(jsonOf(content)) ?? [];
    const keys = keysOf(lines);
    return keys === null ? [] : readLines(lines, keys, context);
  },
};

/** The keys that count the lines of training. */
interface Keys {
  readonly epoch: string;
  readonly step: string;
  /** Whether `mode` distinguishes the lines; otherwise those of validation lack the epoch. */
  readonly hasMode: boolean;
  /** What to subtract from the count of validation to get the epoch. */
  readonly offset: number;
}

const MODES = new Set(['train', 'val', 'valid', 'validation', 'test', 'eval']);

function linesOf(json: unknown): readonly JsonObject[] | null {
  if (!Array.isArray(json)) return null;
  const lines = (json as unknown[]).filter(isObject);
  return lines.length >= 2 ? lines : null;
}

function keysOf(lines: readonly JsonObject[]): Keys | null {
  const names = new Set<string>();
  for (const line of lines) for (const key of Object.keys(line)) names.add(key);
  const ofUnit = (unit: 'epoch' | 'step') => [...names].filter((name) => counterName(name)?.unit === unit);
  const hasMode =
    lines.some(({ mode }) => mode === 'train') &&
    lines.every(({ mode }) => mode === undefined || isMode(mode));
  for (const epoch of ofUnit('epoch')) {
    for (const step of ofUnit('step')) {
      if (hasMode && lines.some((line) => isCounted(line, epoch) && isCounted(line, step)))
        return { epoch, step, hasMode, offset: 0 };
      const offset = hasMode ? null : offsetOf(lines, epoch, step);
      if (offset !== null) return { epoch, step, hasMode, offset };
    }
  }
  return null;
}

function isMode(mode: unknown): mode is string {
  return typeof mode === 'string' && MODES.has(mode);
}

function isCounted(line: JsonObject, key: string): boolean {
  return Object.hasOwn(line, key) && Number.isFinite(line[key]);
}

/**
 * Returns the difference between the count of validation and the epoch of the line of training before it, if it is the same 0
 * or 1 throughout; null if the lines without an epoch are counted by steps as the others are, or there are none.
 */
function offsetOf(lines: readonly JsonObject[], epoch: string, step: string): number | null {
  let last: JsonObject | null = null;
  let offset: number | null = null;
  let isOther = false;
  for (const line of lines) {
    if (!isCounted(line, step)) continue;
    if (isCounted(line, epoch)) {
      last = line;
      continue;
    }
    if (last === null) continue;
    const difference = Number(line[step]) - Number(last[epoch]);
    if ((difference !== 0 && difference !== 1) || (offset !== null && difference !== offset)) return null;
    offset = difference;
    isOther ||= line[step] !== last[step];
  }
  return isOther ? offset : null;
}

/** A line of a run with its place. */
interface Row {
  readonly epoch: number;
  readonly step: number;
  readonly values: ReadonlyMap<string, RecordValue>;
}

function readLines(lines: readonly JsonObject[], keys: Keys, context: Context): Run[] {
  const isTraining = (line: JsonObject) =>
    keys.hasMode ? line.mode === 'train' : isCounted(line, keys.epoch) && isCounted(line, keys.step);
  const isValidation = (line: JsonObject) =>
    isCounted(line, keys.step) &&
    (keys.hasMode ? isMode(line.mode) && line.mode !== 'train' : !isCounted(line, keys.epoch));
  const trained = new Set(lines.filter(isTraining).flatMap((line) => [...rowOf(line).keys()]));
  const restarts = startsAgainInEpochs(lines.filter(isTraining), keys);
  if (restarts)
    context.note(`"${keys.step}" starts again in each epoch: steps are counted in the order of the lines.`);
  const runs: Row[][] = [[]];
  let replaced = 0;
  for (const line of lines) {
    const rows = runs.at(-1)!;
    const last = rows.at(-1);
    if (isTraining(line)) {
      const epoch = Number(line[keys.epoch]);
      const isBack =
        last !== undefined && (restarts ? epoch < last.epoch : Number(line[keys.step]) < last.step);
      const first = rows[0];
      const isNew =
        isBack &&
        first !== undefined &&
        (restarts ? epoch <= first.epoch : Number(line[keys.step]) <= first.step);
      if (isNew) runs.push([]);
      else if (isBack) {
        const isKept = (row: Row) => (restarts ? row.epoch < epoch : row.step < Number(line[keys.step]));
        while (rows.length > 0 && !isKept(rows.at(-1)!)) {
          rows.pop();
          replaced++;
        }
      }
      const own = runs.at(-1)!;
      const step = restarts ? (own.at(-1)?.step ?? 0) + 1 : Number(line[keys.step]);
      own.push({ epoch, step, values: valuesOf(line, keys, restarts, null) });
    } else if (isValidation(line)) {
      const counted = keys.hasMode ? Number(line[keys.epoch]) : Number(line[keys.step]) - keys.offset;
      const epoch = Number.isFinite(counted) ? Math.max(counted, last?.epoch ?? counted) : (last?.epoch ?? 0);
      rows.push({ epoch, step: last?.step ?? 0, values: valuesOf(line, keys, restarts, trained) });
    }
  }
  if (replaced > 0)
    context.note(
      `The run was resumed: ${String(replaced)} repeated records were replaced by the later ones.`,
    );
  const parameters = parametersOf(
    lines.filter((line) => !isTraining(line) && !isValidation(line)),
    context,
  );
  const titles = uniqueNames(runs.map(() => context.title));
  return runs.map((rows, run) =>
    createLogRun(
      {
        format: 'mmengine',
        name: titles[run]!,
        parameters,
        rows: rows.map(
          ({ epoch, step, values }) =>
            new Map<string, RecordValue>([['epoch', epoch], ['step', step], ...values]),
        ),
      },
      context,
    ),
  );
}

/** Whether steps begin anew where the epoch ascends. */
function startsAgainInEpochs(lines: readonly JsonObject[], { epoch, step }: Keys): boolean {
  return lines.some((line, i) => {
    const before = lines[i - 1];
    return (
      before !== undefined &&
      Number(line[epoch]) > Number(before[epoch]) &&
      Number(line[step]) <= Number(before[step])
    );
  });
}

/**
 * The values of a line without its counters.
 * @param trained the keys of lines of training, if it is one of validation: values under the same key get a prefix
 */
function valuesOf(
  line: JsonObject,
  keys: Keys,
  keepsStep: boolean,
  trained: ReadonlySet<string> | null,
): Map<string, RecordValue> {
  const prefix = line.mode === 'test' ? 'test_' : 'val_';
  const values = new Map<string, RecordValue>();
  for (const [key, value] of rowOf(line)) {
    if (key === keys.epoch || key === 'epoch' || (key === 'mode' && keys.hasMode)) continue;
    if (key === keys.step && (!keepsStep || trained !== null)) continue;
    // Counters and learning rates are the same for both.
    const isCounter = counterName(key) !== null;
    if (isCounter && (trained !== null || (!keepsStep && value === line[keys.step]))) continue;
    const isShared = trained?.has(key) === true && key !== 'lr';
    values.set(isShared ? prefix + key : key, value);
  }
  return values;
}

/** Maximum length of a text that is a parameter rather than a description of the machine or a whole configuration. */
const MAX_TEXT = 200;

/** The short values of lines that count nothing, such as MMCV's first line. */
function parametersOf(lines: readonly JsonObject[], { note }: Context): Map<string, ParameterValue> {
  const parameters = new Map<string, ParameterValue>();
  const left = new Set<string>();
  for (const line of lines) {
    for (const [key, value] of Object.entries(line)) {
      if (
        typeof value === 'object' ||
        (typeof value === 'string' && (value.length > MAX_TEXT || value.includes('\n')))
      )
        left.add(key);
      else parameters.set(key, parameterValue(value));
    }
  }
  if (left.size > 0)
    note(`Left out of the lines that count nothing: ${[...left].map((key) => `"${key}"`).join(', ')}.`);
  return parameters;
}
