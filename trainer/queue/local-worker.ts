import type { Run } from '../../history/index.ts';
import type { Dataset } from '../data/dataset.ts';
import { runFit } from '../search/fit.ts';
import { createInterval } from './interval.ts';
import { createStopwatch } from './stopwatch.ts';
import type { FitEvent, FitWorker } from './types.ts';

export interface LocalWorkerOptions {
  readonly dataset: Dataset;
  /** Milliseconds from any origin, never going back. */
  readonly clock: () => number;
  /** The time of day, ISO 8601; null when nobody wants to know. */
  readonly now: () => string | null;
  /**
   * Milliseconds that lie between two checkpoints at least: a small network takes hundreds of epochs a second, and
   * keeping each would cost more than training it. At 0 there is one after every epoch.
   */
  readonly checkpointInterval: number;
  /** As far between two reports of progress. */
  readonly progressInterval?: number;
}

/** Trains on this thread, on TensorFlow.js's current backend. The workers of other threads are made of it. */
export function createLocalWorker(options: LocalWorkerOptions): FitWorker {
  const { dataset, clock, now, checkpointInterval, progressInterval = 100 } = options;
  const stopwatch = createStopwatch(clock);
  let current = new AbortController();
  let isStepping = false;

  return {
    async run(job, resume, tell) {
      // Where telling takes a message to another thread, messages arrive in order: waiting for the last will do.
      let told: void | Promise<void> = undefined;
      const notify = (event: FitEvent) => {
        told = tell(event);
      };
      current = new AbortController();
      const started = resume?.started ?? now();
      const began = stopwatch.read() - (resume?.elapsed ?? 0);
      const isCheckpointDue = createInterval(clock, checkpointInterval);
      const isProgressDue = createInterval(clock, progressInterval);
      let known: Run | null = null;
      try {
        const runs = runFit(job, dataset, {
          clock: stopwatch.read,
          signal: current.signal,
          gate: stopwatch.gate,
          identify: () => ({ id: job.id, started }),
          elapsed: resume?.elapsed ?? 0,
          ...(resume ? { resume: resume.state } : {}),
          onModel: (model) => notify({ kind: 'model', model }),
          onProgress: (progress) => {
            if (isProgressDue()) notify({ kind: 'progress', progress });
          },
          onCheckpoint: async (read) => {
            // It holds all epochs so far, and costs the more of them there are.
            if (!isCheckpointDue(1 + (known?.records.length ?? 0) / 1000)) return;
            const checkpoint = { started, elapsed: stopwatch.read() - began, state: await read() };
            notify({ kind: 'checkpoint', checkpoint });
          },
        });
        for await (const run of runs) {
          // What has been told before is not told again: a run of n epochs would else cost n² records.
          const isOneMore = run.status === 'running' && run.records.length - 1 === known?.records.length;
          notify(isOneMore ? { kind: 'record', record: run.records.at(-1)! } : { kind: 'run', run });
          known = run;
          if (isOneMore && isStepping) {
            isStepping = false;
            stopwatch.stop();
          }
        }
      } catch (error) {
        notify({ kind: 'failed', message: (error as Error).message });
      }
      await told;
    },
    stop() {
      current.abort();
      stopwatch.start();
    },
    pause: () => stopwatch.stop(),
    step() {
      isStepping = true;
      stopwatch.start();
    },
    resume() {
      isStepping = false;
      stopwatch.start();
    },
    close() {
      current.abort();
      stopwatch.start();
    },
  };
}
