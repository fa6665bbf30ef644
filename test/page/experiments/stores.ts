import { importFile, type History } from '../../../history/index.ts';
import { RunStore, type Acts } from '../../../src/page/experiments/store/run-store.ts';
import { inColumns } from '../../history/make.ts';

export const NO_ACTS: Acts = { past: [], future: [] };

/** As `navigator.locks` where a single name is used and all are exclusive. */
function makeLocks(): LockManager {
  let pending: Promise<unknown> = Promise.resolve();
  return {
    request: (_name: string, task: () => Promise<unknown>) => {
      const done = pending.then(task);
      pending = done.catch(() => undefined);
      return done;
    },
  } as unknown as LockManager;
}

/** A browser with a store of its own; each call of `openTab` is another tab. Other test files share the databases. */
export function makeBrowser() {
  const [name, locks] = [`store-${crypto.randomUUID()}`, makeLocks()];
  return { name, openTab: () => new RunStore({ name, locks }) };
}

/** A table of 1,200 runs. */
export function large(name: string, offset = 0): History {
  const rows = Array.from(
    { length: 1200 },
    (_, i) => `${String(i + offset)},${i % 2 === 0 ? 'relu' : 'tanh'}`,
  );
  const text = `lr,act\n${rows.join('\n')}\n`;
  return inColumns(importFile(new TextEncoder().encode(text), `${name}.csv`).history);
}
