import { describe, expect, it } from 'vitest';
import { countsOf, dropFiles } from './driver.ts';
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

  it('k: clearing all runs is undone', async () => {
    const { page } = visits;
    await open('search.csv', searchCsv(), 60);
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await page.getByText('No runs yet.').waitFor();
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect.poll(counts).toEqual({ selected: 60, total: 60 });
  });
});
