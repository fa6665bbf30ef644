import { describe, expect, it } from 'vitest';
import { dropFiles } from '../driver.ts';
import { useVisits } from '../visit.ts';

const visits = useVisits();
const shown = () =>
  visits.page
    .locator('[data-axis]')
    .evaluateAll((axes) => axes.map((axis) => axis.getAttribute('data-axis')));

/** Two runs of two epochs, with more statistics than anybody wants to see. */
const statistics = Array.from({ length: 12 }, (_, layer) => `dead_${String(layer + 1)}`);
const runs = [1, 2].map((at) => ({
  id: `r${String(at)}`,
  name: `run ${String(at)}`,
  status: 'completed',
  source: { format: 'heddle', file: null },
  parent: null,
  fold: null,
  started: null,
  parameters: { lr: 0.1 * at },
  metrics: {
    loss: { direction: 'min' },
    ...Object.fromEntries(statistics.map((name) => [name, { direction: 'none' }])),
  },
  records: [1, 2].map((epoch) => ({
    epoch,
    loss: at / epoch,
    ...Object.fromEntries(statistics.map((name, layer) => [name, (epoch * layer) / 40])),
  })),
  summary: {},
}));
const file = { name: 'runs.json', text: JSON.stringify({ version: 1, runs }) };

describe('the axes that are shown', () => {
  it('are the main ones initially; others are found by name, by kind and all together', async () => {
    const { page } = visits;
    await dropFiles(page, [file]);
    await expect.poll(shown).toEqual(['lr', 'epoch', 'loss']);
    await page.getByText(/^Axes 3 of/).click();
    await page.getByLabel('Search columns').fill('DEAD_7');
    await page.getByRole('checkbox', { name: 'dead_7' }).check();
    await expect.poll(shown).toEqual(['lr', 'epoch', 'dead_7', 'loss']);
    await page.getByLabel('Search columns').fill('nothing like it');
    expect(await page.getByText('No columns match').innerText()).toContain('nothing like it');
    await page.getByLabel('Search columns').fill('');
    await page.getByRole('checkbox', { name: /^Health and statistics/ }).check();
    await expect.poll(async () => (await shown()).length).toBe(15);
    await page.getByRole('checkbox', { name: /^Health and statistics/ }).uncheck();
    await expect.poll(shown).toEqual(['lr', 'epoch', 'loss']);
    await page.getByRole('button', { name: 'All varying' }).click();
    await expect.poll(async () => (await shown()).length).toBe(14);
    await page.getByRole('button', { name: 'Main' }).click();
    await expect.poll(shown).toEqual(['lr', 'epoch', 'loss']);
  });
});
