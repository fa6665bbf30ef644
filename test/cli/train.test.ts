import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scoredRuns, searchesOf } from '../../src/shared/search-scores.ts';
import { searchVerdicts } from '../../src/shared/search-verdicts.ts';
import { describeFamily, describeVerdict } from '../../src/shared/verdict-sentence.ts';
import { readHistory } from '../../history/index.ts';
import { train } from './train/call.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('npm run train', { timeout: 120_000 }, () => {
  it("prints skorch's table and writes the history", async () => {
    const out = join(folder, 'runs.json');
    const { code, output } = await train([
      ...['--data', 'spiral', '--activations', 'relu,tanh', '--epochs', '2', '--out', out],
    ]);
    expect(code).toBe(0);
    expect(output).toMatch(/epoch +train_loss +valid_acc +valid_loss +dur/);
    const { runs } = readHistory(await readFile(out, 'utf8'));
    expect(runs.map((run) => [run.name, run.status, run.records.length])).toEqual([
      ['relu', 'completed', 2],
      ['tanh', 'completed', 2],
    ]);
  });

  it('scores each run on the test set of MNIST, and prints and stores the score', async () => {
    const out = join(folder, 'scored.json');
    const { output } = await train([
      ...['--data', 'mnist', '--limit', '1000', '--activations', 'relu,tanh', '--epochs', '5', '--out', out],
    ]);
    const { runs } = readHistory(await readFile(out, 'utf8'));
    expect(runs).toHaveLength(2);
    for (const { name, metrics, records, summary } of runs) {
      expect(metrics).toMatchObject({ test_loss: { direction: 'min' }, test_acc: { direction: 'max' } });
      const [share, loss] = [summary['test_acc']!, summary['test_loss']!];
      expect(share * 10_000, 'a share of 10,000 images').toBeCloseTo(Math.round(share * 10_000), 8);
      // Both sets are drawn alike: the shares of 10,000 and of 200 images differ by chance only, four deviations at most.
      expect(Math.abs(share - (records.at(-1)!['valid_acc'] as number))).toBeLessThan(
        4 * Math.sqrt(0.25 / 200),
      );
      const line = `${name} on the test set: test_acc ${share.toFixed(4)}, test_loss ${loss.toFixed(4)}`;
      expect(output.split('\n').filter((printed) => printed === line)).toHaveLength(1);
    }
  });

  it('prints no test score without a test set', async () => {
    const out = join(folder, 'unscored.json');
    const { output } = await train(['--data', 'spiral', '--epochs', '1', '--out', out]);
    expect(output).not.toMatch(/test/);
    const [run] = readHistory(await readFile(out, 'utf8')).runs;
    expect(run!.summary).toEqual({});
  });

  it("prints scikit-learn's scores and the verdict of a grid, and writes it as cv_results_ and skorch histories", async () => {
    const [out, cv, histories] = ['grid.json', 'cv.csv', 'histories'].map((name) => join(folder, name));
    const { code, output } = await train([
      ...['--data', 'spiral', '--activations', 'relu,tanh', '--learning-rate', '0.05', '--epochs', '1'],
      ...['--folds', '3', '--verdict', '--out', out!, '--cv-results', cv!, '--histories', histories!],
    ]);
    expect(code).toBe(0);
    expect(output).toMatch(/mean_test_score +std_test_score +rank_test_score/);
    const { runs } = readHistory(await readFile(out!, 'utf8'));
    expect(runs).toHaveLength(2 * (1 + 3));
    // What the page says about the written file.
    const [search] = searchesOf(runs);
    const verdicts = searchVerdicts(scoredRuns(search!, runs, 'score'), {
      scorer: 'score',
      folds: search!.folds,
    });
    const printed = output.split('\n');
    expect(printed).toContain(describeFamily(verdicts));
    expect(printed).toContain(describeVerdict(verdicts.family.verdicts[0]!, verdicts));
    const [head, ...rows] = (await readFile(cv!, 'utf8')).trim().split(/\r?\n/);
    expect(head).toBe(
      ',mean_fit_time,std_fit_time,mean_score_time,std_score_time,param_activation,params,' +
        'split0_test_score,split1_test_score,split2_test_score,mean_test_score,std_test_score,rank_test_score',
    );
    expect(rows).toHaveLength(2);
    expect(await readdir(histories!)).toHaveLength(6);
  });

  it('trains on a table, prints the diagnosis of a run, and writes its network', async () => {
    const [table, out, models] = ['pets.csv', 'pets.json', 'models'].map((name) => join(folder, name));
    const rows = Array.from({ length: 60 }, (_, i) => `${i % 7},1,${i % 2 === 0 ? 'cat' : 'dog'}`);
    await writeFile(table!, ['weight,legs,kind', ...rows].join('\n'));
    const { code, output, errors } = await train([
      ...['--data', table!, '--target', 'kind', '--learning-rate', '1e30', '--epochs', '3'],
      ...['--hidden', '4', '--out', out!, '--models', models!],
    ]);
    expect(code).toBe(0);
    expect(errors).toContain('Column "legs" has the same value in every row');
    expect(output).toMatch(/relu, since epoch \d: Diverged: \w+_loss became .* try 0\.1\./);
    expect(readHistory(await readFile(out!, 'utf8')).runs[0]!.status).toBe('diverged');
    const json = JSON.parse(await readFile(join(models!, 'relu', 'model.json'), 'utf8')) as object;
    expect(json).toMatchObject({ format: 'layers-model', userDefinedMetadata: { heddle: { classes: 2 } } });
    expect((await readFile(join(models!, 'relu', 'weights.bin'))).length).toBe(4 * (2 * 4 + 4 + 4 * 2 + 2));
  });

  it('writes finished runs on Ctrl-C', async () => {
    const out = join(folder, 'interrupted.json');
    const { code } = await train(
      ['--data', 'spiral', '--epochs', '100000', '--out', out],
      (output, child) => {
        // A second Ctrl-C would end it at once.
        if (/^ +2 /m.test(output) && !child.killed) child.kill('SIGINT');
      },
    );
    expect(code).toBe(130);
    const [run] = readHistory(await readFile(out, 'utf8')).runs;
    expect(run!.status).toBe('stopped');
    expect(run!.records.length).toBeGreaterThanOrEqual(2);
  });

  it(
    'goes on after it was killed where it was, to the same numbers as without',
    { timeout: 300_000 },
    async () => {
      const call = [
        ...['--data', 'spiral', '--limit', '300', '--hidden', '6', '--batch-size', '32', '--shuffle'],
        ...['--activations', 'relu,tanh', '--epochs', '60', '--folds', '2'],
      ];
      const whole = join(folder, 'whole.json');
      await train([...call, '--workers', '2', '--out', whole]);

      const out = join(folder, 'killed.json');
      const { code } = await train([...call, '--workers', '2', '--out', out], (output, child) => {
        if (/^ +20 /m.test(output)) child.kill('SIGKILL');
      });
      expect(code).toBeNull();
      const { output } = await train([...call, '--workers', '1', '--resume', '--out', out]);
      expect(output).toContain(`Resuming from ${out}.checkpoints.`);
      const [expected, resumed] = await Promise.all([whole, out].map(learnt));
      expect(resumed).toEqual(expected);
      expect(existsSync(`${out}.checkpoints`)).toBe(false);
    },
  );

  it('rejects invalid arguments with an error message and exit code 2', async () => {
    const { code, errors } = await train(['--hidden', '-3', '--out', join(folder, 'never.json')]);
    expect(errors.trim()).toBe('hidden: expected a list of whole numbers of at least 1, got [-3]');
    expect(code).toBe(2);
  });
});

/** What the runs of a history have learnt: ids, starts and times are never the same. */
async function learnt(file: string) {
  const { runs } = readHistory(await readFile(file, 'utf8'));
  const isTime = (key: string) => key === 'dur' || key.endsWith('_time');
  const strip = (values: object) =>
    Object.fromEntries(Object.entries(values).filter(([key]) => !isTime(key)));
  return runs.map(({ name, status, fold, parameters, records, summary }) => {
    return { name, status, fold, parameters, records: records.map(strip), summary: strip(summary) };
  });
}
