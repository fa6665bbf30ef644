import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { countsOf, dropFiles } from '../driver.ts';
import { useVisits } from '../visit.ts';

const visits = useVisits();

/** The rows of a table in the view, as the texts of their cells. */
async function cellsOf(name: string): Promise<string[][]> {
  return visits.page
    .getByRole('group', { name, exact: true })
    .getByRole('row')
    .evaluateAll((rows) =>
      rows.map((row) =>
        [...row.querySelectorAll('th, td')].map((cell) => cell.textContent.replace(/\s+/g, ' ').trim()),
      ),
    );
}

/** Five seeds of two activations: relu is 0.05 better from epoch 5 on, and differs by seed. */
function seedsCsv(): string {
  const rows = [0.9, 0.85].flatMap((final, at) =>
    [1, 2, 3, 4, 5].flatMap((seed) =>
      Array.from({ length: 20 }, (_, i) => {
        const acc = (i + 1 < 5 ? 0.5 : final) + 0.001 * seed;
        const activation = ['relu', 'tanh'][at]!;
        return [`${activation} ${String(seed)}`, activation, seed, 128, i + 1, acc.toFixed(4)].join(',');
      }),
    ),
  );
  return ['run,activation,seed,batch_size,epoch,valid_acc', ...rows].join('\n');
}

async function openSeeds(): Promise<void> {
  const { page } = visits;
  await dropFiles(page, [{ name: 'seeds.csv', text: seedsCsv() }]);
  await expect.poll(async () => (await countsOf(page)).total).toBe(200);
}

describe('the view that compares', () => {
  it('offers to pin two lines, and shows what differs, with deltas from a baseline', async () => {
    const { page } = visits;
    const tab = page.getByRole('tab', { name: 'Compare', exact: true });
    await tab.click();
    await page.getByText('Pin two lines, or compare the selection with the rest.').waitFor();
    await page.getByRole('combobox', { name: 'One line per' }).selectOption('runs');
    await page.getByRole('button', { name: 'Pin the best two lines' }).click();
    await expect.poll(() => tab.textContent()).toBe('Compare(2)');
    const rows = () => cellsOf('What differs');
    await expect.poll(async () => (await rows())[0]?.[1]).toMatch(/baseline$/);
    const table = await rows();
    expect(table.find(([name]) => name === 'activation')).toEqual(['activation', 'relu', 'leaky_relu']);
    expect(table.find(([name]) => name === 'test_acc')?.[2]).toMatch(/^0\.\d+ −0\.\d+ \(−0\.\d+ %\) worse$/);
    await page.getByText(/\d+ parameters and 1 metric are equal/).waitFor();

    const baseline = page.getByRole('combobox', { name: 'Baseline' });
    await baseline.selectOption({ index: 1 });
    await expect
      .poll(async () => (await rows()).find(([name]) => name === 'test_acc')?.[1])
      .toMatch(/\+0\.\d+ \(\+0\.\d+ %\) better$/);
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect
      .poll(() => baseline.evaluate((select) => (select as HTMLSelectElement).selectedIndex))
      .toBe(0);
  });

  it('pairs the seeds of two configurations, and shows where their curves part', async () => {
    const { page } = visits;
    await openSeeds();
    await page.getByRole('combobox', { name: 'One line per' }).selectOption('configurations');
    await page.getByRole('tab', { name: 'Compare', exact: true }).click();
    await page.getByRole('button', { name: 'Pin the best two lines' }).click();
    await page
      .getByText(/^tanh is worse than relu in valid_acc by 0\.05 \(.*p < 0\.001, 5 pairs by seed\)\.$/)
      .waitFor();
    await page
      .getByText(/tanh parts from relu for good at epoch 5: .* 0\.05 lower on average, which is worse\./)
      .waitFor();
    await page.locator('[data-mark="parting"]').waitFor({ state: 'attached' });
    expect((await cellsOf('What differs')).at(-1)?.slice(1, 2)).toEqual(['0.903 ± 0.0016']);

    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() =>
      (window as unknown as { axe: typeof axe }).axe.run('#below'),
    );
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });

  it('compares the selection with the rest, by runs where lines are epochs', async () => {
    const { page } = visits;
    await openSeeds();
    await page.getByRole('tab', { name: 'Compare', exact: true }).click();
    await page.getByRole('button', { name: 'Compare the selection with the rest' }).click();
    await page.getByText('All runs are selected.').waitFor();
    const filter = page.getByRole('textbox', { name: 'Filter' });
    await filter.fill('activation == "relu"');
    await filter.press('Enter');
    await page.getByText('5 selected').waitFor();
    const [, metric] = await cellsOf('Metrics of the selection and the rest');
    expect(metric?.slice(0, 3)).toEqual(['valid_acc', '0.903 ± 0.0016 n = 5', '0.853 ± 0.0016 n = 5']);
    expect(metric?.[4]).toBe('better (p < 0.001)');
    const [, parameter] = await cellsOf('Parameters of the selection and the rest');
    expect(parameter?.slice(0, 3)).toEqual(['activation', 'relu 100 %', 'relu 0 %']);
    await expect.poll(() => new URL(page.url()).hash).toContain('compare.mode=selection');
  });
});
