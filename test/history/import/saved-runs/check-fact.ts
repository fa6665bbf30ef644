import { expect } from 'vitest';
import { createHash } from 'node:crypto';
import { checkColumns } from './checks/columns.ts';
import { checkValues, expectPlaces } from './checks/values.ts';
import { TOOL_CHECKS } from './checks/index.ts';
import { isPresent } from './subject.ts';
import type { Subject } from './subject.ts';

/** What is checked of a fact of the index that reads so. */
export type Check = readonly [fact: RegExp, check: (subject: Subject, ...groups: string[]) => void];

/** Facts of any file, and of tables of any kind. */
const CHECKS: readonly Check[] = [
  [
    /^SHA-256 `(\w+)`$/,
    ({ bytes }, sum) => expect(createHash('sha256').update(bytes).digest('hex')).toBe(sum),
  ],
  [
    /^(\d+) bytes, (\d+) records, file version brain\.Event:2$/,
    ({ bytes }, size) => expect(bytes.length).toBe(Number(size)),
  ],
  // How lines end is no fact of what is in them; that it is read all the same, the others show.
  [
    /^(\d+) bytes, (?:a single line|LF line ends|CRLF line ends)(?:, (?:no newline at the end|UTF-8 with non-ASCII text))?$/,
    ({ bytes }, size) => expect(bytes.length).toBe(Number(size)),
  ],
  [
    /^(\d+) files, \d+ bytes$/,
    ({ imported }, count) => {
      const files = imported.files.flatMap((report) => report.files);
      expect(new Set(files).size).toBe(Number(count));
    },
  ],
  [/^columns: (`.*` (?!\(\d+\)).*)$/, checkColumns],
  [
    /^(\d+) data rows, (\d+) columns(?:, header names padded with spaces \(trim them\))?$/,
    (subject, rows) => {
      // What became of each column is a fact of its own.
      const { table, expected, runs } = subject;
      if (expected.series === undefined) expect(table.length).toBe(Number(rows));
      for (const { name } of table.columns) expect(name).toBe(name.trim());
      expect(runs).toHaveLength(expected.runs);
    },
  ],
  [
    /^keys: (.*)$/,
    ({ table }, keys) => {
      for (const [, key] of keys!.matchAll(/`([^`]+)`/g))
        expect(table.columns.map(({ name }) => name)).toContain(key);
    },
  ],
  [
    /^(\d+) JSON lines$/,
    ({ table, expected }, lines) => {
      expect(table.length).toBe(Number(lines));
      expect(expected.rows).toBe(Number(lines));
    },
  ],
  [
    /^`([^`]+)` \/ `([^`]+)`: (.*)$/,
    (subject, set, metric, said) => checkValues(subject, `${set!}/${metric!}`, said!),
  ],
  [/^`([^`]+)` \(first metric\): (.*)$/, (subject, set, said) => checkValues(subject, set!, said!)],
  [
    /^(?:last )?`([^`]+)`( over all lines| at budget [\d.]+| over trials in folder order| \(entries that have it, counted from 0\))?: ((?:\d+ finite|no finite).*)$/,
    (subject, name, scope, said) => checkValues(subject, name!, said!, scope),
  ],
  [/^(cost): (.*)$/, (subject, name, said) => checkValues(subject, name!, said!)],
  [
    /^`(\w+)` sums to (\S+) s$/,
    (subject, name, sum) => {
      const total = (subject.cells(name!) as number[]).reduce((before, value) => before + value, 0);
      expect(total).toBeCloseTo(Number(sum), 6);
    },
  ],
  [
    /^`(\w+)` true at epoch indexes (.*)$/,
    (subject, flag, places) => {
      const cells = subject.cells(flag!);
      expectPlaces(
        cells.flatMap((cell, at) => (cell === 'true' ? [at] : [])),
        places!,
      );
    },
  ],
  [
    /^object of (\d+) arrays: (.*)$/,
    ({ cells, runs }, count, arrays) => {
      const lengths = Array.from(arrays!.matchAll(/`(\w+)` ×(\d+)/g), ([, name, length]) => [
        name,
        Number(length),
      ]);
      expect(Object.keys(runs[0]!.metrics)).toHaveLength(Number(count));
      expect(lengths.map(([name]) => [name, cells(String(name)).filter(isPresent).length])).toEqual(lengths);
    },
  ],
  ...TOOL_CHECKS,
];

/** Checks a fact of the index. @throws {Error} for one that nothing here understands. */
export function checkFact(subject: Subject, fact: string): void {
  const found = CHECKS.flatMap(([pattern, check]) => {
    const match = pattern.exec(fact);
    return match ? [() => check(subject, ...match.slice(1))] : [];
  });
  if (found.length !== 1) throw new Error(`${String(found.length)} checks for: ${fact}`);
  found[0]!();
}
