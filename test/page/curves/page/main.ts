import { flushSync, mount, unmount } from 'svelte';
import { RunSet, type EpochRecord, type Run } from '../../../../history/index.ts';
import '../../../../src/page/app.css';
import View, { type ViewOptions } from './View.svelte';

/** A run with these records, and metrics named for what they measure. */
function makeRun(
  id: string,
  records: readonly EpochRecord[],
  summary: Run['summary'] = {},
  parameters: Run['parameters'] = {},
): Run {
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))].filter(
    (name) => name !== 'epoch' && name !== 'dur',
  );
  return {
    id,
    name: id,
    status: 'completed',
    source: { format: 'test', file: null },
    parent: null,
    fold: null,
    started: null,
    parameters,
    metrics: Object.fromEntries(
      names.map((name) => [name, { direction: name.includes('loss') ? 'min' : 'max' } as const]),
    ),
    records,
    summary,
  };
}

/** Two configurations of three runs: one goes on to improve, the validation loss of the other one turns. */
function sixRuns(): RunSet {
  return RunSet.of(
    Array.from({ length: 6 }, (_, run) => {
      const isTurning = run >= 3;
      const records = Array.from({ length: 40 }, (_each, i) => {
        const noise = 0.04 * Math.sin(12.9898 * (i + 1) * (run + 1));
        const train = 2.3 * Math.exp(-(i + 1) / (isTurning ? 6 : 12)) + 0.05 * (run % 3) + 0.05;
        const turn = isTurning ? 0.02 * Math.max(0, i - 12) : 0.1;
        return {
          epoch: i + 1,
          dur: 2 + run,
          train_loss: train + noise / 2,
          valid_loss: train + turn + noise,
          valid_acc: 1 - 0.3 * train - 0.1 * turn + noise / 4,
          lr: 0.1 * 0.9 ** i,
        };
      });
      const shape = isTurning ? 'wide' : 'narrow';
      return makeRun(`${shape} ${String(run % 3)}`, records, {}, { shape, seed: run % 3 });
    }),
  );
}

let view: ReturnType<typeof mount> | null = null;

const curvesPage = {
  makeRun,
  sixRuns,
  setOf: (runs: readonly Run[]) => RunSet.of(runs),
  /** Shows the view anew. */
  show(options: ViewOptions): void {
    if (view !== null) void unmount(view);
    view = mount(View, { target: document.getElementById('view')!, props: options });
    flushSync();
  },
  read: () => (view as unknown as { read(): unknown }).read(),
  hover(run: number | null): void {
    (view as unknown as { hover(run: number | null): void }).hover(run);
    flushSync();
  },
};

declare global {
  interface Window {
    curvesPage: typeof curvesPage;
  }
}

window.curvesPage = curvesPage;
