import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { listOfCells } from '../../../../history/runs/cells.ts';
import type { Cell } from '../../../../history/runs/cells.ts';
import type { Reading } from '../../../../history/import/files/pieces.ts';
import { readCsv } from '../../../../history/import/flat/csv/csv-table.ts';
import { typeJson, typePackedJson } from '../../../../history/import/flat/json/json-cells.ts';
import { tableOfJson } from '../../../../history/import/flat/json/json-table.ts';
import { readRecords } from '../../../../history/import/flat/json/read-records.ts';
import { numberOfText, typeTexts } from '../../../../history/import/flat/text-cells.ts';
import type { FlatTable } from '../../../../history/import/flat/table.ts';
import { parseJsonLines } from '../../../../history/import/json-lines.ts';
import { parseJson } from '../../../../history/file/json.ts';

const encoder = new TextEncoder();

/** Reads a text in pieces that are a share of what the reader asks for, so that they end anywhere. */
function readInPieces<Result>(reading: Reading<Result>, text: string, share: number): Result {
  const bytes = encoder.encode(text);
  let step = reading.next();
  for (let turns = 0; !step.done; turns++) {
    expect(turns).toBeLessThan(10_000);
    const { at, length } = step.value;
    const end = Math.min(bytes.length, at + Math.max(1, Math.ceil(length * share)));
    step = reading.next({ bytes: bytes.slice(at, end), isLast: end === bytes.length });
  }
  return step.value;
}

/** From a piece of 16 bytes, which no row fits into, to the whole file at once. */
const anyShare = fc.constantFrom(2 ** -14, 2 ** -13, 2 ** -11, 1);

function contextOf(notes: string[] = []) {
  return { fileName: 'x', title: 'x', note: (sentence: string) => notes.push(sentence) };
}

function cellsByName({ names, columns }: FlatTable): Record<string, Cell[]> {
  return Object.fromEntries(names.map((name, column) => [name, listOfCells(columns[column]!)]));
}

const anyDouble = fc.oneof(
  fc.double(),
  fc.double({ min: -1e6, max: 1e6 }),
  fc.integer(),
  fc.constantFrom(0.1, 1 / 3, 5e-324, 1.7976931348623157e308, 2 ** 53, 1e22, 1e23, 123456789012345680),
);

describe('a number in a CSV file', () => {
  const read = (text: string) => {
    const table = readInPieces(readCsv(null, contextOf()), `loss,b\n${text},1\n`, 1);
    return listOfCells(typeTexts(table!, contextOf()).columns[0]!)[0];
  };

  it('is the very double that its digits are nearest to', () => {
    const digits = fc.stringMatching(/^[+-]?(?:\d{0,22}\.?\d{1,22})(?:[eE][+-]?\d{1,3})?$/);
    const number = fc.oneof(digits, anyDouble.map(String)).filter((text) => numberOfText(text) !== undefined);
    fc.assert(
      fc.property(fc.array(number, { minLength: 30, maxLength: 60 }), (texts) => {
        const file = `loss,b\n${texts.map((text) => `${text},1\n`).join('')}`;
        const table = readInPieces(readCsv(null, contextOf()), file, 1)!;
        expect(listOfCells(table.columns[0]!)).toEqual(texts.map(numberOfText));
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['-0', -0],
    ['+5', 5],
    ['5.', 5],
    ['.5', 0.5],
    ['1e5', 1e5],
    ['007', 7],
    ['nan', NaN],
    ['-inf', -Infinity],
    ['9007199254740993', '9007199254740993'],
    ['1e', '1e'],
    ['.', '.'],
    ['-', '-'],
    ['1 2', '1 2'],
    ['0x10', '0x10'],
    ['--', undefined],
    ['NA', null],
    ['', null],
  ])('%j is %s', (text, value) => {
    expect(read(text)).toBe(value);
  });
});

describe('a CSV file in pieces', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '',
      '1',
      '1.50',
      '-2e3',
      'nan',
      'NA',
      '--',
      'relu',
      'a,b',
      'say "so"',
      'two\nlines',
      'ü',
      ' x ',
    ),
    fc.constantFrom('true', 'false', '1:05', '007', '12345678901234567890', '\u00a0'),
    anyDouble.map(String),
    fc.string({ maxLength: 5 }),
  );
  const quoted = (text: string) =>
    /[",\n\r;\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const anyTable = fc.record({
    rows: fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 12 }),
    newline: fc.constantFrom('\n', '\r\n'),
    isEnded: fc.boolean(),
    share: anyShare,
  });

  it('has the cells that papaparse finds in its text', () => {
    fc.assert(
      fc.property(anyTable, ({ rows, newline, isEnded, share }) => {
        const header = ['run', 'note', 'loss'];
        const text = [header, ...rows].map((row) => row.map(quoted).join(',')).join(newline);
        fc.pre(!text.includes('\0') && !/\r(?!\n)/.test(text.replaceAll(/"[^"]*"/g, '')));
        const file = isEnded ? text + newline : text;
        const table = readInPieces(readCsv(null, contextOf()), file, share)!;

        const { data } = Papa.parse<string[]>(file, { delimiter: ',', skipEmptyLines: 'greedy' });
        const lines = data.slice(1).map((line) => line.map((each) => each.trim()));
        if (!/[\r\n]$/.test(file) && (lines.at(-1)?.length ?? 3) < 3) lines.pop();
        const expected = lines.filter((line) => line.join() !== header.join());
        expect(table.length).toBe(expected.length);
        // The names are kept as they stand, so they say which cell is which.
        const runs = listOfCells(table.columns[0]!);
        for (const [row, line] of expected.entries()) {
          const isNone = ['', 'NA'].includes(line[0]!);
          expect(runs[row]).toBe(isNone ? null : line[0] === '--' ? undefined : line[0]);
        }
        const numbers = listOfCells(table.columns[2]!);
        for (const [row, line] of expected.entries()) {
          const number = numberOfText(line[2] ?? '');
          if (typeof numbers[row] === 'number') expect(numbers[row]).toBe(number);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('is the same wherever the pieces end', () => {
    fc.assert(
      fc.property(anyTable, ({ rows, newline, share }) => {
        const text = [['a', 'loss', 'c'], ...rows].map((row) => row.map(quoted).join(',')).join(newline);
        const read = (by: number) => {
          const notes: string[] = [];
          try {
            const table = readInPieces(readCsv(encoder.encode(text).length, contextOf(notes)), text, by);
            return { notes, cells: table && cellsByName(typeTexts(table, contextOf(notes))) };
          } catch (error) {
            return String(error);
          }
        };
        expect(read(share)).toEqual(read(1));
      }),
      { numRuns: 300 },
    );
  });
});

describe('JSON records in pieces', () => {
  const key = fc.constantFrom('a', 'loss', 'run', '__proto__', 'constructor', 'ü"\\', '', 'lr');
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 5 }),
    fc.constantFrom('NaN', 'inf', '1.5', 'relu', '\ud800', '"\\/\b', '\u2028'),
  );
  const value = fc.oneof(
    anyDouble.filter(Number.isFinite),
    text,
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom({}, [1, { a: '}]"' }], { b: [] }),
  );
  const anyRecords = fc.array(
    fc.array(fc.tuple(key, value), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
    { minLength: 1, maxLength: 8 },
  );
  const read = (file: string, share: number, fileName = 'x.json') => {
    const notes: string[] = [];
    const context = { ...contextOf(notes), fileName };
    const records = readInPieces(readRecords(encoder.encode(file).length, context), file, share);
    return records && { notes, cells: cellsByName(typePackedJson(records.table, context)) };
  };
  const expected = (json: unknown) => {
    const notes: string[] = [];
    return { notes, cells: cellsByName(typeJson(tableOfJson(json, contextOf(notes))!, contextOf(notes))) };
  };

  it('are what JSON.parse makes of the list', () => {
    fc.assert(
      fc.property(anyRecords, fc.constantFrom(0, 1), anyShare, (records, indent, share) => {
        const file = JSON.stringify(records, null, indent);
        expect(read(file, share)).toEqual(expected(parseJson(file)));
      }),
      { numRuns: 400 },
    );
  });

  it('are what JSON.parse makes of each line, one that is cut off left out', () => {
    fc.assert(
      fc.property(anyRecords, fc.nat(20), anyShare, (records, cut, share) => {
        const lines = [{ a: 1 }, ...records, { loss: 2, a: 'x'.repeat(9) }].map((each) =>
          JSON.stringify(each),
        );
        const file = lines.join('\n').slice(0, -cut || undefined);
        const notes: string[] = [];
        const values = parseJsonLines(file, contextOf(notes));
        const all = expected(values);
        expect(read(file, share, 'x.jsonl')).toEqual({ ...all, notes: [...notes, ...all.notes] });
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ['-0', -0],
    ['1E400', Infinity],
    ['12345678901234567890', '12345678901234567890'],
    ['12345678901234567890.0', 1.2345678901234567e19],
    ['0.30000000000000004', 0.30000000000000004],
    ['NaN', NaN],
    ['-Infinity', -Infinity],
  ])('have the number %s', (digits, number) => {
    expect(read(`[{"x":${digits}}]`, 1)!.cells.x).toEqual([number]);
  });

  it.each([
    '[{"a":1}{"b":2}]',
    '[{"a":1},]',
    '[{"a":01}]',
    '[{"a":1.}]',
    '[{"a":.5}]',
    '[{"a":+1}]',
    '[{"a":"\t"}]',
    '[{"a":"\\x"}]',
    '[{"a":1}] x',
    '[{"a":1}',
    '[{a:1}]',
    '[{"a":1,"a":2}]',
    '[{"a":[1}]}]',
    '[{"a":1},2]',
    '{"a":1}',
    '[]',
  ])('are left to the ordinary way where they are odd: %s', (file) => {
    expect(read(file, 1)).toBeNull();
    expect(read(file, 2 ** -14)).toBeNull();
  });
});
