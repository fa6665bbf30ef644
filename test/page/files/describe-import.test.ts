import { expect, it } from 'vitest';
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

it('says what was taken, and what was here already', async () => {
  expect(await say({ 'a.csv': log })).toEqual([['notice', 'given: 1 run (csv).']]);
  expect(await say({ 'a.csv': log }, ['a.csv'])).toEqual([['notice', 'given: 1 run, here already (csv).']]);
});

it('says why where nothing could be read', async () => {
  expect(await say({ 'notes.txt': 'Nothing to see here.\n' })).toEqual([
    ['error', '"notes.txt" is text, but neither JSON nor a table of columns.'],
  ]);
});
