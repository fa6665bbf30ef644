import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { countsOf, dropFiles, offerFolder } from './driver.ts';
import { useVisits } from './visit.ts';

// The tasks of docs/tasks.md, each walked as the page says: it ends with what answers the question.
const visits = useVisits();

const counts = () => countsOf(visits.page);
const tab = (name: string) => visits.page.getByRole('tab', { name });
const panel = () => visits.page.getByRole('tabpanel');
const filter = (text: string) => visits.page.getByRole('textbox', { name: 'Filter' }).fill(text);
const level = (name: string) =>
  visits.page.getByRole('combobox', { name: 'One line per' }).selectOption(name);

/** A search of 60 runs: the loss depends on the learning rate most, on the model less, on the batch size not at all. */
function searchCsv(): string {
  const rows = Array.from({ length: 60 }, (_, i) => {
    const lr = 10 ** (-4 + (3 * ((i * 37) % 60)) / 60);
    const model = i % 2 === 0 ? 'cnn' : 'mlp';
    const loss = 0.2 + (Math.log10(lr) + 2.5) ** 2 / 4 + (model === 'mlp' ? 0.1 : 0);
    return [
      `t${String(i)}`,
      lr.toFixed(6),
      [16, 32, 64][(i * 7) % 3],
      model,
      loss.toFixed(4),
      (0.1 + ((i * 13) % 60) / 100).toFixed(3),
    ];
  });
  return ['name,lr,batch_size,model,loss,error', ...rows.map((row) => row.join(','))].join('\n');
}

/** Five seeds of two models over 40 epochs, of which the second overfits from epoch 15. */
function seedsCsv(): string {
  const lines = ['run,model,seed,epoch,train_loss,valid_loss'];
  for (const model of ['cnn', 'mlp']) {
    for (let seed = 0; seed < 5; seed++) {
      for (let epoch = 1; epoch <= 40; epoch++) {
        const noise = 0.004 * Math.sin(12.9898 * (epoch + 41 * seed) * (model === 'cnn' ? 1 : 3));
        const fall = Math.exp(-epoch / 6);
        const rise = model === 'mlp' ? 0.02 * Math.max(0, epoch - 15) : 0;
        const values = [fall + noise, fall + 0.2 + rise + 0.01 * seed + noise];
        lines.push(
          [`${model}-${String(seed)}`, model, seed, epoch, ...values.map((v) => v.toFixed(5))].join(','),
        );
      }
    }
  }
  return lines.join('\n');
}

/** An Optuna study of 60 trials that minimises a loss, which depends on the learning rate most, on the model less. */
function optunaJournal(): string {
  const distributions = {
    lr: '{"name": "FloatDistribution", "attributes": {"low": 0.0001, "high": 0.1, "log": true, "step": null}}',
    model: '{"name": "CategoricalDistribution", "attributes": {"choices": ["cnn", "mlp"]}}',
    dropout: '{"name": "FloatDistribution", "attributes": {"low": 0, "high": 1, "log": false, "step": null}}',
  };
  const trials = Array.from({ length: 60 }, (_, trial) => {
    const lr = 10 ** (-4 + (3 * ((trial * 37) % 60)) / 60);
    const model = trial % 2;
    const started = `2026-05-01T10:${String(trial).padStart(2, '0')}`;
    return {
      ...{ op_code: 4, worker_id: 'w', study_id: 0, state: 1, distributions },
      ...{ datetime_start: `${started}:00.0`, datetime_complete: `${started}:30.0` },
      params: { lr, model, dropout: ((trial * 13) % 60) / 60 },
      values: [0.2 + (Math.log10(lr) + 2.5) ** 2 / 4 + 0.1 * model],
    };
  });
  const study = { op_code: 0, worker_id: 'w', study_name: 'digits', directions: [1] };
  return [study, ...trials].map((line) => `${JSON.stringify(line)}\n`).join('');
}

const open = async (name: string, text: string, total: number) => {
  await dropFiles(visits.page, [{ name, text }]);
  await expect.poll(counts).toEqual({ selected: total, total });
};

describe('task', () => {
  it('a: which parameters matter for the best runs', async () => {
    await open('search.csv', searchCsv(), 60);
    await visits.page.getByRole('combobox', { name: 'Objective' }).selectOption('loss');
    await filter('loss < 0.35');
    await tab('Importance').click();
    await panel()
      .getByText(/^What matters for loss/)
      .waitFor();
    const first = panel()
      .getByRole('button', { name: /^(lr|model|batch_size)/ })
      .first();
    await first.waitFor();
    expect(await first.innerText()).toContain('lr');
    await visits.page.getByRole('note', { name: 'Why' }).getByText(/lr/).waitFor();
  });

  it('b: what differs between two runs', async () => {
    await open('search.csv', searchCsv(), 60);
    await tab('Compare').click();
    await panel().getByRole('button', { name: 'Pin the best two lines' }).click();
    await panel().getByRole('row', { name: /^lr/ }).waitFor();
    expect(await panel().getByRole('row', { name: /^loss/ }).count()).toBe(1);
  });

  it('c and g: the curves of the best runs, and when overfitting starts', async () => {
    await open('seeds.csv', seedsCsv(), 400);
    await level('Run');
    await expect.poll(counts).toEqual({ selected: 10, total: 10 });
    await filter('model == "mlp"');
    await tab('Curves').click();
    await panel().getByText('5 runs').waitFor();
    await panel()
      .getByText(/overfits from epoch 1[3-7]/)
      .first()
      .waitFor({ state: 'attached' });
  });

  it('d: filter and export', async () => {
    const { page } = visits;
    await open('search.csv', searchCsv(), 60);
    await filter('model == "cnn" and lr < 0.01');
    await page.getByRole('button', { name: 'Export' }).click();
    const form = page.getByRole('dialog', { name: 'Export' });
    await form.getByLabel('Name').fill('good');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      form.getByLabel('Name').press('Enter'),
    ]);
    expect(await download.failure()).toBeNull();
  });

  it('e: mean and deviation over seeds', async () => {
    await open('seeds.csv', seedsCsv(), 400);
    await level('Configuration');
    await expect.poll(counts).toEqual({ selected: 2, total: 2 });
    await expect.poll(() => panel().getByRole('cell').filter({ hasText: '±' }).count()).toBeGreaterThan(1);
  });

  it('f: which activation is best, why, and whether the difference is significant', async () => {
    const { page } = visits;
    const grid = new URL('../../fixtures/runs/mnist-grid.json', import.meta.url);
    await dropFiles(page, [{ name: 'grid.json', text: await readFile(grid, 'utf8') }]);
    await expect.poll(async () => (await counts()).total).toBeGreaterThan(200);
    await tab('Scores').click();
    const names = panel()
      .getByRole('region', { name: 'Scores of the configurations' })
      .getByRole('rowheader');
    await expect.poll(() => names.allInnerTexts()).toEqual(['relu', 'leaky_relu', 'tanh']);
    const verdict = panel().getByRole('region', { name: 'Verdict' });
    await verdict.getByRole('heading', { name: 'Practically equal: relu and leaky_relu' }).waitFor();
    await panel().getByRole('checkbox', { name: 'Compare tanh' }).check();
    await panel().getByRole('checkbox', { name: 'Compare relu' }).check();
    await verdict.getByRole('heading', { name: 'Practically equal: relu and tanh' }).waitFor();
    await verdict.getByText(/lies within the margin of 1\.00 \(adjusted/).waitFor();

    await tab('Activations').click();
    await panel()
      .getByRole('combobox', { name: 'Pre-activations of' })
      .selectOption({ label: 'tanh fold 0, layer 2' });
    await panel()
      .getByText(/% with \|f′\| < 0\.05/)
      .waitFor();
  });

  it('h: the trade-off between two objectives', async () => {
    await open('search.csv', searchCsv(), 60);
    await tab('Scatter').click();
    await panel().getByRole('checkbox', { name: 'Pareto front' }).check();
    await panel()
      .getByRole('button', { name: /^Select the Pareto front/ })
      .click();
    await expect.poll(async () => (await counts()).selected).toBeLessThan(60);
    const filter = visits.page.getByRole('textbox', { name: 'Filter' });
    expect(await filter.inputValue()).toMatch(/^run (==|in) /);
    await visits.page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect.poll(counts).toEqual({ selected: 60, total: 60 });
  });

  it('i: a table in LaTeX, and the page in one file', async () => {
    const { page } = visits;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await open('search.csv', searchCsv(), 60);
    await panel().getByRole('button', { name: 'Copy as' }).click();
    await page.getByRole('button', { name: 'LaTeX' }).click();
    await page.getByText('Copied 60 rows.').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('\\begin{tabular}');

    await page.getByRole('button', { name: 'Share' }).click();
    const form = page.getByRole('dialog', { name: 'Share' });
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      form.getByRole('button', { name: 'Save page' }).click(),
    ]);
    const folder = await mkdtemp(join(tmpdir(), 'heddle-task-'));
    const file = join(folder, 'page.html');
    await saved.saveAs(file);
    const opened = await page.context().newPage();
    try {
      await opened.goto(pathToFileURL(file).href);
      await opened.getByLabel('Selected rows', { exact: true }).first().waitFor();
      await expect.poll(() => countsOf(opened)).toEqual({ selected: 60, total: 60 });
    } finally {
      await opened.close();
      await rm(folder, { recursive: true });
    }
  });

  it('j: a job is watched while it writes', async () => {
    const { page } = visits;
    const append = await offerFolder(page, 'step,epoch,loss\n0,0,3\n1,0,2\n');
    await page.getByRole('button', { name: 'Open folder' }).click();
    await expect.poll(counts).toEqual({ selected: 2, total: 2 });
    await page.getByRole('button', { name: 'Follow logs' }).click();
    await append('2,0,1.5\n');
    await expect.poll(counts).toEqual({ selected: 3, total: 3 });
  });

  it('k: clearing all runs is undone', async () => {
    const { page } = visits;
    await open('search.csv', searchCsv(), 60);
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await page.getByText('No runs yet.').waitFor();
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect.poll(counts).toEqual({ selected: 60, total: 60 });
  });

  it('what to try next in an Optuna study', async () => {
    await open('journal.log', optunaJournal(), 60);
    await tab('Importance').click();
    const parameter = (name: string) => panel().getByRole('button', { name: new RegExp(`^${name}`) });
    await parameter('lr').waitFor();
    expect(
      await panel()
        .getByRole('button', { name: /^(lr|model|dropout)/ })
        .first()
        .innerText(),
    ).toContain('lr');
    await parameter('lr').click();
    await parameter('model').click();
    const map = panel().getByRole('region', { name: 'Mean value by lr and model' });
    await map.waitFor();
    const tried = (await map.locator('small').allInnerTexts()).map((text) => Number(text.slice(4)));
    expect(tried.reduce((sum, each) => sum + each, 0)).toBe(60);
    // Good cells with few runs, or none, are worth a try.
    expect(await map.locator('td').count()).toBeGreaterThanOrEqual(8);
  });
});
