import type { WorkerHost } from '../../../../history/scheduling/index.ts';
import type { TwinSettings, TwinStep } from '../../../../trainer/index.ts';
import { sentenceOf } from '../../shell/messages.svelte.ts';
import type { WorkerService } from '../../train/running/train.worker.ts';
import type { TwinProbe } from './twin-service.ts';

/** Twin networks that are trained in a worker. */
export class TwinRuns {
  steps = $state.raw<readonly TwinStep[]>([]);
  probe = $state.raw<TwinProbe | null>(null);
  /** The settings of the steps. */
  settings = $state.raw<TwinSettings | null>(null);
  isBusy = $state(false);
  problem = $state<string | null>(null);
  #stop: AbortController | null = null;

  constructor(private readonly host: WorkerHost<WorkerService>) {}

  async start(settings: TwinSettings, rows: number | null): Promise<void> {
    this.stop();
    const stop = new AbortController();
    this.#stop = stop;
    [this.steps, this.probe, this.settings, this.problem] = [[], null, settings, null];
    this.isBusy = true;
    try {
      await this.host.call(
        (service, callback) =>
          service.trainTwins(
            settings,
            rows,
            callback((probe: TwinProbe) => (this.probe = probe)),
            callback((steps: readonly TwinStep[]) => (this.steps = [...this.steps, ...steps])),
          ),
        { signal: stop.signal },
      );
    } catch (error) {
      if (!stop.signal.aborted) this.problem = sentenceOf(error);
    } finally {
      if (this.#stop === stop) this.isBusy = false;
    }
  }

  /** Stops training; the steps so far remain. */
  stop(): void {
    this.#stop?.abort();
  }

  dispose(): void {
    this.stop();
    this.host.dispose();
  }
}
