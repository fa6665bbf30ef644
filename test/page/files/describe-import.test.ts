import { describe, expect, it } from 'vitest';
import { describeImport } from '../../../src/page/files/describe-import.ts';
import { importSet } from '../../history/import/files.ts';

const log = 'epoch,loss\n1,0.5\n2,0.25\n';

const say = async (files: Record<string, string>, known: readonly string[] = []) =>
  describeImport(await importSet(files), 'given', new Set(known)).map(({ tone, text }) => [tone, text]);

it('names a file that failed once, whether its words do or not', async () => {
  expect(
    await say({ 'a.csv': log, 'notes.txt': 'Nothing to see here.\n', 'b.json': '{"epoch": [1' }),
  ).toEqual([
    ['error', expect.stringMatching(/^"b\.json" is not valid JSON: /)],
    ['error', '"notes.txt" is text, but neither JSON nor a table of columns.'],
    ['notice', 'given: 1 run (csv).'],
  ]);
});

it('names the one that failed among many that were taken, but not each of many', async () => {
  const logs = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`runs/${String(i)}.csv`, log]));
  const broken = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`runs/b${String(i)}.json`, '{"epoch": [1']));
  expect(await say({ ...logs, ...broken(1) })).toEqual([
    ['error', expect.stringMatching(/^"runs\/b0\.json" is not valid JSON: /)],
    ['notice', 'given: 9 runs (csv).'],
  ]);
  expect(await say({ ...logs, ...broken(4) })).toEqual([
    ['notice', 'given: 9 runs (csv). 4 files could not be read.'],
  ]);
});

it('says what was taken, and what was already open', async () => {
  expect(await say({ 'a.csv': log })).toEqual([['notice', 'given: 1 run (csv).']]);
  expect(await say({ 'a.csv': log }, ['a.csv'])).toEqual([['notice', 'given: 1 run, already open (csv).']]);
});

it('says why where nothing could be read', async () => {
  expect(await say({ 'notes.txt': 'Nothing to see here.\n' })).toEqual([
    ['error', '"notes.txt" is text, but neither JSON nor a table of columns.'],
  ]);
});

describe('files that cannot be read', () => {
  const unreadable = [
    { path: 'logs/b.csv', reason: 'The file is locked.' },
    { path: 'logs/c.csv', reason: 'The file is locked.' },
    { path: 'logs/d.csv', reason: 'logs/d.csv: it is gone.' },
  ];
  const details = [
    'logs/b.csv: The file is locked.',
    'logs/c.csv: The file is locked.',
    'logs/d.csv: it is gone.',
  ];

  it.each([
    ['beside one that is imported', { 'logs/a.csv': log }, 'notice', 'logs: 1 run (csv).'],
    ['alone', {}, 'error', 'logs: no runs were found.'],
  ])('are named each, %s', async (_, files, tone, text) => {
    expect(describeImport(await importSet(files), 'logs', new Set(), unreadable)).toEqual([
      {
        tone,
        text: `${text} 3 files could not be read.`,
        details: expect.arrayContaining(details),
      },
    ]);
  });
});
