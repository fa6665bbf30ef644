import type { Run } from '../../history/index.ts';
import type { Dataset } from '../data/dataset.ts';
import { runFit } from '../search/fit.ts';
import { createInterval } from './interval.ts';
import { createStopwatch } from './stopwatch.ts';
import type { ChangeableSettings } from '../training/changes.ts';
import type { FitEvent, FitWorker, StepUnit } from './types.ts';

export interface LocalWorkerOptions {
  readonly dataset: Dataset;
  /** Milliseconds from any origin, monotonic. */
  readonly clock: () => number;
  /** The current date and time, ISO 8601; null to record none. */
  readonly now: () => string | null;
  /**
   * Minimum number of milliseconds between two checkpoints: a small network trains hundreds of epochs per second, and
   * saving each would cost more than training. 0 for one after every epoch.
   */
  readonly checkpointInterval: number;
  /** Minimum number of milliseconds between two progress events. */
  readonly progressInterval?: number;
}

/** Trains on this thread, on TensorFlow.js's current backend. Workers in other threads wrap it. */
export function createLocalWorker(options: LocalWorkerOptions): FitWorker {
  const { dataset, clock, now, checkpointInterval, progressInterval = 100 } = options;
  const stopwatch = createStopwatch(clock);
  let current = new AbortController();
  /** What is trained before the fit pauses again; null if it is not stepping. */
  let stepping: StepUnit | null = null;
  let change: ChangeableSettings | null = null;

  return {
    async run(job, resume, notify) {
      // Messages to another thread arrive in order, so awaiting the last one is enough.
      let lastSent: void | Promise<void> = undefined;
      const send = (event: FitEvent) => {
        lastSent = notify(event);
      };
      current = new AbortController();
      change = null;
      const started = resume?.started ?? now();
      const began = stopwatch.read() - (resume?.elapsed ?? 0);
      const isCheckpointDue = createInterval(clock, checkpointInterval);
      const isProgressDue = createInterval(clock, progressInterval);
      let latest: Run | null = null;
      try {
        const runs = runFit(job, dataset, {
          clock: stopwatch.read,
          signal: current.signal,
          gate: stopwatch.gate,
          takeChange: () => {
            const taken = change;
            change = null;
            return taken;
          },
          identify: () => ({ id: job.id, started }),
          elapsed: resume?.elapsed ?? 0,
          ...(resume ? { resume: resume.state } : {}),
          onModel: (model) => send({ kind: 'model', model }),
          onProgress: (progress) => {
            const isStepDone = stepping === 'batch';
            if (isProgressDue() || isStepDone) send({ kind: 'progress', progress });
            if (isStepDone) {
              stepping = null;
              stopwatch.stop();
            }
          },
          onCheckpoint: async (read) => {
            // A checkpoint holds all epochs so far, so its cost grows with their number.
            if (!isCheckpointDue(1 + (latest?.records.length ?? 0) / 1000)) return;
            const checkpoint = { started, elapsed: stopwatch.read() - began, state: await read() };
            send({ kind: 'checkpoint', checkpoint });
          },
        });
        for await (const run of runs) {
          // Only the new record is sent: otherwise a run of n epochs would send n² records.
          const isNewRecord = run.status === 'running' && run.records.length - 1 === latest?.records.length;
          send(isNewRecord ? { kind: 'record', record: run.records.at(-1)! } : { kind: 'run', run });
          latest = run;
          if (isNewRecord && stepping === 'epoch') {
            stepping = null;
            stopwatch.stop();
          }
        }
      } catch (error) {
        send({ kind: 'failed', message: (error as Error).message });
      }
      await lastSent;
    },
    stop() {
      current.abort();
      stopwatch.start();
    },
    change(settings) {
      change = { ...change, ...settings };
    },
    pause: () => stopwatch.stop(),
    step(unit = 'epoch') {
      stepping = unit;
      stopwatch.start();
    },
    resume() {
      stepping = null;
      stopwatch.start();
    },
    close() {
      current.abort();
      stopwatch.start();
    },
  };
}
