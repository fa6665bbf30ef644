import type { ParameterValue, RecordValue, Run } from '../../types.ts';
import { parameterValue } from '../shared/flat-parameters.ts';
import { numberOfText } from '../flat/text-cells.ts';
import { createLogRun } from '../shared/log-run.ts';
import type { LoggedRun } from '../shared/log-run.ts';
import type { Context } from '../types.ts';

/** One value of a metric of an MLflow run. */
export interface MlflowPoint {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly value: number;
  readonly step: number;
}

/** What MLflow knows of a run, in whichever of its stores. */
export interface MlflowRun {
  readonly format: string;
  readonly id: string;
  /** As a number or as a word. */
  readonly status: unknown;
  readonly name: string | null;
  readonly started: unknown;
  readonly parameters: ReadonlyMap<string, string>;
  readonly tags: ReadonlyMap<string, string>;
  readonly metrics: ReadonlyMap<string, readonly MlflowPoint[]>;
}

/** Statuses as files number them and as the other stores name them. */
export const MLFLOW_STATUS: ReadonlyMap<unknown, Run['status']> = new Map<unknown, Run['status']>([
  [1, 'running'],
  ['RUNNING', 'running'],
  [2, 'running'],
  ['SCHEDULED', 'running'],
  [3, 'completed'],
  ['FINISHED', 'completed'],
  [4, 'failed'],
  ['FAILED', 'failed'],
  [5, 'stopped'],
  ['KILLED', 'stopped'],
]);

/**
 * The run. Parameters are texts there and become what they spell. A metric with one value is of the whole run where no
 * metric has more; else each step is a record. Values at one and the same step are counted in their order.
 */
export function createMlflowRun(run: MlflowRun, context: Context): Run {
  const parent = run.tags.get('mlflow.parentRunId');
  const isSummary = [...run.metrics.values()].every(({ length }) => length < 2);
  const logged: LoggedRun = {
    format: run.format,
    id: run.id,
    name: run.name || run.tags.get('mlflow.runName') || run.id.slice(0, 8),
    status: MLFLOW_STATUS.get(run.status) ?? 'unknown',
    started: run.started,
    // Tags can be edited; a run is never its own parent.
    parent: parent === undefined || parent === run.id ? null : parent,
    parameters: [...run.parameters].map(([name, text]) => [name, parameterOf(text)] as const),
  };
  if (isSummary) {
    const summary = [...run.metrics].map(([name, [point]]) => [name, point?.value ?? null] as const);
    return createLogRun({ ...logged, summary }, context);
  }
  return createLogRun(
    { ...logged, rows: [...run.metrics].flatMap(([name, points]) => rowsOf(name, points)) },
    context,
  );
}

/** Adds a note on user tags, which are left out; MLflow's own tags are metadata and not mentioned. */
export function noteTags(names: Iterable<string>, note: Context['note']): void {
  const own = [...new Set(names)].filter((name) => !name.startsWith('mlflow.')).sort();
  if (own.length > 0) note(`Tags are left out: ${own.map((name) => `"${name}"`).join(', ')}.`);
}

function rowsOf(name: string, points: readonly MlflowPoint[]): Map<string, RecordValue>[] {
  const isCounted = points.length > 1 && points.every(({ step }) => step === points[0]!.step);
  const ordered = points.toSorted((a, b) => a.step - b.step || a.time - b.time);
  return ordered.map(
    ({ step, value }, i) =>
      new Map<string, RecordValue>([
        ['step', isCounted ? i : step],
        [name, value],
      ]),
  );
}

function parameterOf(text: string): ParameterValue {
  return /^(?:true|false)$/i.test(text) ? text.toLowerCase() === 'true' : parameterValue(text);
}

/** Databases hold an infinity as the largest number. */
export function withInfinities(value: number): number {
  return Math.abs(value) === Number.MAX_VALUE ? Math.sign(value) * Infinity : value;
}

/** The points in a file of the file store: a line each of time, value and, but for old ones, step. */
export function pointsOfText(text: string): MlflowPoint[] {
  return text.split('\n').flatMap((line) => {
    const [time, value, step = '0'] = line.trim().split(/\s+/);
    const number = numberOfText(value ?? '');
    return number === undefined ? [] : [{ time: Number(time), value: number, step: Number(step) }];
  });
}
