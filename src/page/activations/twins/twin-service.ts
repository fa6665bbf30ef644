import {
  takeRows,
  trainTwins,
  twinProbe,
  useBackend,
  type TwinSettings,
  type TwinStep,
} from '../../../../trainer/index.ts';
import { loadData } from '../../data/load-data.ts';
import { wasmPaths } from '../../train/running/wasm-paths.ts';

/** The rows on which twins are compared. */
export interface TwinProbe {
  /** Indices in the data set. */
  readonly rows: Uint32Array;
  /** The class of each row as text; the target of a regression. */
  readonly truths: readonly string[];
  /** Empty where classes have no names. */
  readonly classNames: readonly string[];
}

/** Milliseconds between two messages. */
const INTERVAL = 100;

/** Trains twin networks on the WebAssembly backend. */
export const twinService = {
  /**
   * @param rows number of rows of the data set, from the first; null for all
   * @param onProbe called once, before the first step
   * @param onSteps called with the steps since the last call, and awaited, since a call that arrives after the end is lost
   */
  async trainTwins(
    settings: TwinSettings,
    rows: number | null,
    onProbe: (probe: TwinProbe) => void | Promise<void>,
    onSteps: (steps: readonly TwinStep[]) => void | Promise<void>,
  ): Promise<void> {
    const { config } = settings;
    const request = { kind: 'built-in', name: config.data } as const;
    const { dataset: whole } = await loadData(request, config.seed, () => undefined);
    const dataset = rows === null ? whole : takeRows(whole, rows);
    await useBackend('wasm', wasmPaths);
    const probe = twinProbe(settings, dataset);
    const { classNames = [], labels, targets } = dataset;
    const truths = Array.from(probe, (row) =>
      targets ? String(targets[row]) : (classNames[labels[row]!] ?? String(labels[row])),
    );
    await onProbe({ rows: probe, truths, classNames });
    const clock = () => performance.now();
    let pending: TwinStep[] = [];
    let sent = clock();
    for await (const step of trainTwins(settings, dataset, { clock })) {
      pending.push(step);
      if (clock() - sent < INTERVAL) continue;
      await onSteps(pending);
      pending = [];
      sent = clock();
    }
    await onSteps(pending);
  },
};
