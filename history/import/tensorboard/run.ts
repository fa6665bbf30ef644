import type { RecordValue, Run } from '../../types.ts';
import { countFromOne } from '../shared/count-from-one.ts';
import { createLogRun } from '../shared/log-run.ts';
import type { LogRow } from '../shared/log-run.ts';
import type { Context } from '../types.ts';
import type { EventLog, Point } from './event-log.ts';
import { distributionOf } from './histogram.ts';

/** One part of a run: the contents of a folder's event files, and the names of its tags in the run. */
export interface LogPart {
  readonly log: EventLog;
  readonly nameOf: (tag: string) => string;
}

/** Tags that count something else than the others of Keras do: optimiser steps. */
const PER_STEP = /^(?:batch_.*|evaluation_.*_vs_iterations)$/;

/**
 * The run of one or several event logs. Their steps are its epochs if they increase by one or Keras declares it, else its
 * steps, with a scalar `epoch` as epochs where there is one. What Keras logs over optimiser steps beside its epochs is
 * a run of its own below, since one count is no place on the other.
 */
export function runsOfLogs(parts: readonly LogPart[], id: string, context: Context): Run[] {
  const isKeras = parts.some(({ log }) => [...log.scalars.keys()].some((tag) => tag.startsWith('epoch_')));
  const of = (isKept: (tag: string) => boolean) => {
    return parts.flatMap(({ log, nameOf }) =>
      [...log.scalars].filter(([tag]) => isKept(tag)).map(([tag, points]) => [nameOf(tag), points] as const),
    );
  };
  const main = of((tag) => !isKeras || !PER_STEP.test(tag));
  const perStep = of((tag) => isKeras && PER_STEP.test(tag));
  const sessions = parts.map(({ log }) => log.session);
  const named = sessions.map(({ groupName }) => groupName).find((name) => name !== '' && !isHash(name));
  const common = {
    format: 'tensorboard',
    id,
    name: named ?? context.title,
    status: sessions.findLast(({ status }) => status !== null)?.status ?? 'unknown',
    started: sessions.find(({ start }) => start !== null)?.start ?? startOf(parts),
    parameters: sessions.flatMap(({ parameters }) => [...parameters]),
  } as const;
  const isSummary =
    common.parameters.length > 0 &&
    main.every(([, points]) => points.length < 2 && (points[0]?.step ?? 0) === 0);
  const run = isSummary
    ? createLogRun(
        { ...common, summary: main.map(([name, [point]]) => [name, point!.value] as const) },
        context,
      )
    : createLogRun({ ...common, rows: rowsOf(main) }, context);
  const measured = withDistributions(run, parts);
  const [counted] = isKeras ? countFromOne([measured], context) : [measured];
  if (perStep.length === 0) return [counted!];
  const below = {
    ...common,
    ...{ id: `${id}/steps`, name: `${common.name} / steps`, parent: id, parameters: common.parameters },
  };
  return [counted!, createLogRun({ ...below, rows: rowsOf(perStep) }, context)];
}

/** The run with the histograms of its logs, each at the epoch of its step. */
function withDistributions(run: Run, parts: readonly LogPart[]): Run {
  const entries = parts.flatMap(({ log, nameOf }) =>
    [...log.histograms].flatMap(([tag, histograms]) => {
      const distribution = distributionOf(histograms, (step) => epochOf(run, step));
      return distribution ? [[nameOf(tag), distribution] as const] : [];
    }),
  );
  return entries.length > 0 ? { ...run, distributions: Object.fromEntries(entries) } : run;
}

/** The epoch of a step if records have steps, else the step itself. */
function epochOf({ records }: Run, step: number): number {
  const counted = records.filter((record) => typeof record.step === 'number');
  const next = counted.find((record) => (record.step as number) >= step) ?? counted.at(-1);
  return next?.epoch ?? step;
}

/** TensorFlow names a group after the hash of its parameters. */
function isHash(name: string): boolean {
  return /^[0-9a-f]{32,}$/.test(name);
}

function startOf(parts: readonly LogPart[]): number | null {
  const starts = parts.flatMap(({ log }) => (log.start === null ? [] : [log.start]));
  return starts.length > 0 ? starts.reduce((first, start) => Math.min(first, start)) : null;
}

function rowsOf(series: readonly (readonly [string, readonly Point[]])[]): LogRow[] {
  const steps = new Set(series.flatMap(([, points]) => counted(points).map(({ step }) => step)));
  const hasEpochs = series.some(([name]) => name === 'epoch');
  const axis = !hasEpochs && countsByOnes(steps) ? 'epoch' : 'step';
  const rows = new Map<number, Map<string, RecordValue>>();
  for (const [name, points] of series) {
    for (const { step, value } of counted(points)) {
      const row = rows.get(step) ?? new Map<string, RecordValue>([[axis, step]]);
      rows.set(step, row);
      if (name !== axis) row.set(name, value);
    }
  }
  return [...rows.values()];
}

/** Values that were logged without a step all have the same; they are counted in their order. */
function counted(points: readonly Point[]): readonly Point[] {
  const isUncounted = points.length > 1 && points.every(({ step }) => step === points[0]!.step);
  return isUncounted ? points.map(({ value }, step) => ({ step, value })) : points;
}

function countsByOnes(steps: ReadonlySet<number>): boolean {
  let [least, greatest] = [Infinity, -Infinity];
  for (const step of steps) {
    least = Math.min(least, step);
    greatest = Math.max(greatest, step);
  }
  return steps.size > 0 && least <= 1 && greatest - least === steps.size - 1;
}
