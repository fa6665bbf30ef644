import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHECKED, demo } from '../../../fixtures/python/demo.ts';
import { bytesOfContent, exportHistory } from '../../../history/index.ts';

type Cell = string | boolean | null;

/** The values that skorch and pandas read from exactly these bytes; see fixtures/python/check_exports.py. */
const READ = JSON.parse(
  readFileSync(new URL('../../../fixtures/python/exports-read.json', import.meta.url), 'utf8'),
) as Record<string, { readonly sha256: string; readonly read: Record<string, readonly Cell[]> }>;

const NUMBERS: Record<string, number> = { nan: NaN, inf: Infinity, '-inf': -Infinity };
const numbers = (cells: readonly Cell[] | undefined) =>
  cells?.map((cell) => (typeof cell === 'string' ? (NUMBERS[cell] ?? Number(cell)) : cell));

function sha256(parts: Iterable<Uint8Array>): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

describe('exports read by Python', () => {
  it('have the same bytes as the current exports', async () => {
    const hashes: [string, string][] = [];
    for (const format of CHECKED) {
      const { files } = await exportHistory(demo(), format);
      for (const { path, content } of files)
        hashes.push([`${format}/${path}`, sha256(bytesOfContent(content))]);
    }
    expect(Object.fromEntries(hashes)).toEqual(
      Object.fromEntries(Object.entries(READ).map(([path, { sha256 }]) => [path, sha256])),
    );
  });

  it.each([
    ['relu-0', 'relu/0'],
    ['leaky-1', 'leaky/1'],
  ])("skorch's History.from_file has the records of %s", (path, id) => {
    const { read } = READ[`skorch/${path}/history.json`]!;
    const { records } = demo().runs.find((run) => run.id === id)!;
    for (const key of ['epoch', 'dur', 'train_loss', 'valid_acc', 'train_loss_best', 'valid_acc_best']) {
      expect(numbers(read[key])).toEqual(records.map((record) => record[key]));
    }
  });

  it.each(['cv-results/history.json', 'cv-results-records/history.json', 'cv-results-csv/history.csv'])(
    'pandas has the scores in %s',
    (path) => {
      const { read } = READ[path]!;
      expect(numbers(read['split1_test_score'])).toEqual([0.75, 0.75]);
      expect(numbers(read['mean_test_score'])).toEqual([0.625, 0.625]);
      expect(numbers(read['rank_test_score'])).toEqual([1, 1]);
      expect(numbers(read['param_slope'])).toEqual([NaN, 0.01]);
      expect(read['param_act']).toEqual(['relu', 'leaky']);
    },
  );

  it('pandas has NaN, infinity and the gap of the epochs in CSV', () => {
    const { read } = READ['csv/history.csv']!;
    expect(numbers(read['train_loss'])!.slice(0, 3)).toEqual([1.5, NaN, Infinity]);
    expect(numbers(read['valid_acc'])!.slice(0, 3)).toEqual([0.5, 0.75, NaN]);
  });
});
