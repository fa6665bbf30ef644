import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrainArguments } from '../../../src/cli/train/options.ts';
import { writeExports } from '../../../src/cli/train/output.ts';
import { useBackend, type Search } from '../../../trainer/index.ts';
import { createPlan, createSearch } from '../../trainer/queue/small-search.ts';

let folder: string;
let search: Search;

const plan = createPlan();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-output-'));
  await useBackend('cpu');
  search = createSearch({ plan });
  await search.run();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(args: { 'cv-results'?: string; histories?: string }): Promise<void> {
  await writeExports(plan, search.runs, args as unknown as TrainArguments);
}

const KEYS = [
  ...['mean_fit_time', 'std_fit_time', 'mean_score_time', 'std_score_time', 'param_activation', 'params'],
  ...['split0_test_score', 'split1_test_score', 'split2_test_score'],
  ...['mean_test_score', 'std_test_score', 'rank_test_score'],
];

describe('the output of a search', () => {
  const parents = () => search.runs.filter(({ fold }) => fold === null);

  it('is cv_results_ as JSON, with one list per column in scikit-learn’s order', async () => {
    const file = join(folder, 'cv.json');
    await write({ 'cv-results': file });
    const columns = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown[]>;
    expect(Object.keys(columns)).toEqual(KEYS);
    expect(columns['params']).toEqual([{ activation: 'relu' }, { activation: 'tanh' }]);
    for (const key of KEYS.slice(6)) {
      expect(columns[key], key).toEqual(parents().map(({ summary }) => summary[key]));
    }
  });

  it('is a list of records, depending on the extension', async () => {
    const file = join(folder, 'cv.records.json');
    await write({ 'cv-results': file });
    const records = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>[];
    expect(records.map((record) => Object.keys(record))).toEqual([KEYS, KEYS]);
    for (const [i, { summary }] of parents().entries()) {
      expect(records[i]).toMatchObject({
        params: { activation: ['relu', 'tanh'][i] },
        mean_test_score: summary['mean_test_score'],
        rank_test_score: summary['rank_test_score'],
      });
    }
  });

  it('is one skorch history per fold in the given folder', async () => {
    const histories = join(folder, 'histories');
    await write({ histories });
    const files = await readdir(histories);
    expect(files).toHaveLength(6);
    const [first] = await readdir(join(histories, files[0]!));
    const text = await readFile(join(histories, files[0]!, first!), 'utf8');
    const records = JSON.parse(text) as object[];
    expect(records).toHaveLength(4);
    // Four fifths of two folds of three, which are 106 rows, by 32.
    expect(records[0]).toMatchObject({ epoch: 1, train_batch_count: 4 });
  });

  it('is nothing by default', async () => {
    const before = await readdir(folder);
    await write({});
    expect(await readdir(folder)).toEqual(before);
  });
});
