import { expect } from 'vitest';
import type { Check } from '../check-fact.ts';

/** Facts of HiPlot's experiments. */
export const HIPLOT: readonly Check[] = [
  [
    /^(\d+) datapoints \(rows\), (\d+) value columns; top keys /,
    ({ table }, rows, columns) => {
      expect([table.length, table.columns.length - 1]).toEqual([Number(rows), Number(columns)]);
    },
  ],
  [
    /^(\d+ bare (?:NaN|Infinity|-Infinity)(?:, )?.*)$/,
    ({ table, cells }, said) => {
      const words = table.columns.flatMap(({ name }) => cells(name).map(String));
      for (const [, count, word] of said!.matchAll(/(\d+) bare (\S+?)(?:,|$)/g))
        expect([word, words.filter((each) => each === word).length]).toEqual([word, Number(count)]);
    },
  ],
  [
    /^(\d+) distinct uids; (\d+) rows have a from_uid, 0 of them point to no row$/,
    ({ runs, imported }, uids, linked) => {
      expect(new Set(runs.map(({ id }) => id)).size).toBe(Number(uids));
      expect(runs.filter(({ parent }) => parent !== null)).toHaveLength(Number(linked));
      expect(imported.files.flatMap(({ notes }) => notes).join()).not.toMatch(/not in these files/);
    },
  ],
  [
    /^parameters_definition for: /,
    ({ imported }) => {
      expect(imported.files[0]!.notes.join(' ')).toMatch(/colours and scales of columns .* are settings/);
      expect(imported.files[0]!.definitions).toHaveProperty('parameters_definition');
    },
  ],
];
