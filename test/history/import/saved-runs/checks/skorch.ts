import { expect } from 'vitest';
import type { Check } from '../check-fact.ts';
import { fileEpochs } from './said.ts';

/** Facts of skorch's histories. */
export const SKORCH: readonly Check[] = [
  [
    /^list of (\d+) epochs \(one row each\), epoch (\d+) to (\d+)$/,
    ({ runs }, count, first, last) => {
      const epochs = fileEpochs(runs[0]!);
      expect([epochs.length, epochs[0], epochs.at(-1)]).toEqual([count, first, last].map(Number));
    },
  ],
  [
    /^keys beside batches: (.*)$/,
    ({ runs }, keys) => {
      const wanted = Array.from(keys!.matchAll(/`(\w+)`/g), ([, key]) => key);
      expect(new Set(Object.keys(runs[0]!.records[0]!))).toEqual(new Set(wanted));
    },
  ],
  [
    /^batches per epoch: (\d+) to (\d+), (\d+) batch records in all; batch keys /,
    ({ runs }, least, most, all) => {
      const counts = runs[0]!.records.map(
        (record) => Number(record.train_batch_count) + Number(record.valid_batch_count),
      );
      const total = counts.reduce((sum, count) => sum + count, 0);
      expect([Math.min(...counts), Math.max(...counts), total]).toEqual([least, most, all].map(Number));
      expect(Object.hasOwn(runs[0]!.records[0]!, 'batches')).toBe(false);
    },
  ],
];
