import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { HistoryError, parseHistory, readHistory, writeHistory } from '../../history/index.ts';
import { describeValue } from '../../history/file/issue.ts';
import { historyJsonSchema } from '../../history/file/json-schema.ts';
import published from '../../history/file/schema.json' with { type: 'json' };
import { anyHistory } from './arbitrary.ts';
import { makeHistory, makeRecords, makeRun } from './make.ts';
import { difference } from './same.ts';

function messageOf(json: unknown): string {
  try {
    parseHistory(json);
  } catch (error) {
    expect(error).toBeInstanceOf(HistoryError);
    return (error as HistoryError).message;
  }
  return 'no error';
}

/** Returns a valid file as JSON with one value replaced. */
function fileWith(path: readonly (string | number)[], value: unknown): unknown {
  const run = makeRun('a', {
    metrics: { valid_loss: { direction: 'min' } },
    records: makeRecords({ valid_loss: 0.5 }, { valid_loss: 0.4 }),
    parameters: { lr: 0.1 },
    summary: { test_acc: 0.9 },
  });
  const file: unknown = JSON.parse(writeHistory(makeHistory(run, makeRun('b'))));
  let at = file as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  const last = path.at(-1)!;
  if (value === undefined) Reflect.deleteProperty(at, last);
  else at[last] = value;
  return file;
}

describe('parseHistory', () => {
  it('accepts the file that the cases below are derived from', () => {
    expect(messageOf(fileWith(['runs', 0, 'name'], 'relu'))).toBe('no error');
  });

  it.each([
    ...[
      { edges: [], epochs: [], counts: [] },
      { edges: [0, 0], epochs: [], counts: [] },
      {
        edges: [0],
        epochs: [2, 1],
        counts: [
          [1, 1],
          [1, 1],
        ],
      },
      { edges: [0], epochs: [1], counts: [[1]] },
      { edges: [0], epochs: [1], counts: [[1, -1]] },
      { edges: [0], epochs: [1], counts: [] },
      { edges: [0], epochs: [1] },
      7,
    ].map(
      (distribution) =>
        [
          ['runs', 0, 'distributions'],
          { z: distribution },
          `runs[0].distributions.z: expected an object with ascending edges, ascending epochs, and for each epoch one more count than there are edges, got ${describeValue(distribution)}`,
        ] as [(string | number)[], unknown, string],
    ),
    ...[
      { epoch: 1, columns: {} },
      [{ epoch: 1 }],
      [{ epoch: NaN, columns: {} }],
      [{ epoch: 1, columns: [] }],
      [{ epoch: 1, columns: { train_loss: 0.5 } }],
      [{ epoch: 1, columns: { train_loss: [null] } }],
      [{ epoch: 1, columns: { train_loss: ['0.5'] } }],
      [{ epoch: 1, columns: { train_loss: [0.5], train_batch_size: [1, 2] } }],
      [
        { epoch: 1, columns: {} },
        { epoch: 1, columns: {} },
      ],
    ].map(
      (batches) =>
        [
          ['runs', 0, 'batches'],
          batches,
          `runs[0].batches: expected a list with ascending epochs and, for each, columns of numbers, those that begin with the same word equally long, got ${describeValue(batches)}`,
        ] as [(string | number)[], unknown, string],
    ),
    [
      ['runs', 0, 'records', 1, 'valid_loss'],
      'abc',
      'runs[0].records[1].valid_loss: expected a number, got "abc"',
    ],
    [
      ['runs', 0, 'records', 1, 'valid_loss'],
      true,
      'runs[0].records[1].valid_loss: expected a number, got true',
    ],
    [
      ['runs', 0, 'records', 0, 'note'],
      [1],
      'runs[0].records[0].note: expected a number, text, true, false or null, got a list of 1',
    ],
    [
      ['runs', 0, 'records', 1, 'epoch'],
      1,
      'runs[0].records[1].epoch: expected more than 1, the epoch before, got 1',
    ],
    [
      ['runs', 0, 'records', 1],
      { epoch: 1, step: 2 },
      'runs[0].records[1].epoch: expected more than 1, the epoch before, got 1',
    ],
    [
      ['runs', 0, 'records', 0, 'epoch'],
      undefined,
      'runs[0].records[0].epoch: expected a finite number, got nothing',
    ],
    [
      ['runs', 0, 'records', 0, 'epoch'],
      'NaN',
      'runs[0].records[0].epoch: expected a finite number, got "NaN"',
    ],
    [['runs', 0, 'records', 1], 7, 'runs[0].records[1]: expected an object, got 7'],
    [['runs', 0, 'records'], {}, 'runs[0].records: expected a list, got an object'],
    [
      ['runs', 0, 'metrics', 'a b'],
      { direction: 'up' },
      'runs[0].metrics["a b"]: expected an object whose direction is "min", "max" or "none", got an object',
    ],
    [
      ['runs', 0, 'parameters', 'lr'],
      {},
      'runs[0].parameters.lr: expected a number, text, true, false or null, got an object',
    ],
    [
      ['runs', 0, 'summary', 'test_acc'],
      'high',
      'runs[0].summary.test_acc: expected a number or null, got "high"',
    ],
    [
      ['runs', 0, 'status'],
      'done',
      'runs[0].status: expected "running", "completed", "stopped", "diverged", "failed" or "unknown", got "done"',
    ],
    [['runs', 0, 'fold'], -1, 'runs[0].fold: expected a whole number from 0, or null, got -1'],
    [
      ['runs', 0, 'started'],
      'yesterday',
      'runs[0].started: expected a time in ISO 8601, or null, got "yesterday"',
    ],
    [['runs', 0, 'source'], null, 'runs[0].source: expected an object, got null'],
    [['runs', 1, 'id'], 'a', 'runs[1].id: expected an id that no other run has, got "a"'],
    [['runs', 1, 'id'], undefined, 'runs[1].id: expected text, got nothing'],
    [['runs', 1, 'parent'], 'c', 'runs[1].parent: expected the id of a run, got "c"'],
    [['runs', 1, 'parent'], 'b', 'runs[1].parent: expected a run that is no descendant of this one, got "b"'],
    [['runs'], 'x'.repeat(100), `runs: expected a list, got "${'x'.repeat(60)}…"`],
    [['format'], 'other', 'format: expected "heddle", got "other"'],
    [['version'], undefined, 'version: expected 1, got nothing'],
    [['version'], 2, 'version: the file has version 2, and this program reads up to version 1'],
  ] as const)('%j set to %j', (path, value, message) => {
    expect(messageOf(fileWith(path, value))).toBe(message);
  });

  it('finds a cycle of several parents', () => {
    const runs = [
      makeRun('a', { parent: 'b' }),
      makeRun('b', { parent: 'c' }),
      makeRun('c', { parent: 'a' }),
    ];
    expect(messageOf(makeHistory(...runs))).toMatch(
      /^runs\[0\]\.parent: expected a run that is no descendant/,
    );
  });

  it('states the number of further issues', () => {
    expect(messageOf({ version: 1, runs: [{ id: 3 }] })).toMatch(
      /^runs\[0\]\.id: expected text, got 3 \(and \d+ more\)$/,
    );
  });

  it('ignores unknown keys', () => {
    const file = fileWith(['runs', 0, 'colour'], 'red') as object;
    const history = parseHistory({ ...file, extra: 1 });
    expect(Object.keys(history)).toEqual(['version', 'runs']);
    expect(Object.hasOwn(history.runs[0]!, 'colour')).toBe(false);
  });

  it('accepts NaN as a string and as a number', () => {
    const history = parseHistory(fileWith(['runs', 0, 'records', 1, 'valid_loss'], NaN));
    expect(history.runs[0]!.records[1]!.valid_loss).toBeNaN();
    const words = parseHistory(fileWith(['runs', 0, 'records', 1, 'valid_loss'], '-Infinity'));
    expect(words.runs[0]!.records[1]!.valid_loss).toBe(-Infinity);
  });
});

describe('readHistory', () => {
  it('reports the position at which a text is not valid JSON', () => {
    expect(() => readHistory('{"version":1,\n"runs":[}')).toThrow(
      'line 2, column 9: expected a value, got "}"',
    );
  });

  it('is the inverse of writeHistory', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        expect(difference(readHistory(writeHistory(history)), history)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });
});

describe('writeHistory', () => {
  it('writes each record on its own line, and distinguishes NaN, text and missing', () => {
    const records = makeRecords({ loss: NaN, note: 'NaN' }, { loss: null, note: 'a' }, {});
    const text = writeHistory(
      makeHistory(makeRun('a', { metrics: { loss: { direction: 'min' } }, records })),
    );
    const lines = text.split('\n').filter((line) => line.startsWith('{"epoch"'));
    expect(lines).toEqual([
      '{"epoch":1,"loss":"NaN","note":{"text":"NaN"}},',
      '{"epoch":2,"loss":null,"note":"a"},',
      '{"epoch":3}',
    ]);
  });
});

describe('schema.json', () => {
  it('is up to date: run `npx tsx scripts/docs/schema.ts`', () => {
    expect(published).toEqual(JSON.parse(JSON.stringify(historyJsonSchema())));
  });

  const validator = z.fromJSONSchema(published as Parameters<typeof z.fromJSONSchema>[0]);

  it('accepts any written history', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        expect(validator.safeParse(JSON.parse(writeHistory(history))).error?.issues).toBeUndefined();
      }),
    );
  });

  it.each([
    [['runs', 0, 'summary', 'test_acc'], 'high'],
    [['runs', 0, 'records', 0, 'note'], [1]],
    [['runs', 0, 'metrics', 'valid_loss'], {}],
    [['runs', 1, 'status'], 'done'],
    [['version'], 2],
  ] as const)('rejects %j set to %j', (path, value) => {
    expect(validator.safeParse(fileWith(path, value)).success).toBe(false);
  });
});
