import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { EpochRecord } from '../../../history/index.ts';
import { tableHead, tableLine } from '../../../src/cli/train/print/printed-table.ts';

interface Case {
  readonly name: string;
  readonly records: readonly Readonly<Record<string, number | string | boolean>>[];
  readonly plain: readonly string[];
  readonly coloured: readonly string[];
}

/** As skorch 0.12 printed them: see the script beside the file. */
const cases = JSON.parse(
  readFileSync(new URL('../../../fixtures/python/printed_table.json', import.meta.url), 'utf8'),
) as Case[];

const decode = (record: Case['records'][number]) =>
  Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, typeof value === 'string' ? Number(value) : value]),
  ) as EpochRecord;

describe('The table of epochs', () => {
  it.each(cases)('is that of skorch, to the character: $name', ({ records, plain, coloured }) => {
    const rows = records.map(decode);
    const head = tableHead(rows[0]!).split('\n');
    expect([...head, ...rows.map((row) => tableLine(row, false))]).toEqual(plain);
    expect([...head, ...rows.map((row) => tableLine(row, true))]).toEqual(coloured);
  });

  it('shows no other values of a record', () => {
    const record = { epoch: 1, dur: 0.5, train_loss: 1, lr: 0.1, dead_1: 0 };
    expect(tableLine(record, false)).toBe('      1        1.0000  0.5000');
  });
});

describe('The notebook', () => {
  /** The first table of the notebook, from its text. */
  const printed = `  epoch    train_loss    valid_acc    valid_loss     dur
-------  ------------  -----------  ------------  ------
      1        0.4752       0.9411        0.1882  7.4694`;

  it('prints the same', () => {
    const record = {
      epoch: 1,
      dur: 7.469449,
      train_loss: 0.47517417672773565,
      valid_loss: 0.18822958134875006,
      valid_acc: 0.9411078717201167,
    };
    expect(`${tableHead(record)}\n${tableLine(record, false)}`).toBe(printed);
  });
});
