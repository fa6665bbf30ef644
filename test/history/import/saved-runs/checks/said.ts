import type { Run } from '../../../../../history/index.ts';

/** Epochs as the file counts them. */
export function fileEpochs({ source, records }: Run): number[] {
  return records.map(({ epoch }) => epoch - 1 + (source.firstEpoch ?? 1));
}

/** All numbers in a text, in their order. */
export function numbersIn(list: string): number[] {
  return Array.from(list.matchAll(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g), ([number]) => Number(number));
}

/** How runs ended, by the word or number of their tool. */
export const STATUS: Readonly<Record<string, Run['status']>> = {
  ...{ COMPLETED: 'completed', FAILED: 'failed', INTERRUPTED: 'stopped' },
  ...{ RUNNING: 'running', COMPLETE: 'completed', PRUNED: 'stopped', FAIL: 'failed' },
  ...{ 1: 'running', 3: 'completed', 4: 'failed' },
};
