import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { writeHistory } from '../../../history/index.ts';
import { makeHistory, makeRecords, makeRun } from '../../history/make.ts';
import { countsOf, dropFiles } from '../driver.ts';
import { useVisits } from '../visit.ts';

const visits = useVisits();

const list = () => visits.page.getByRole('treegrid', { name: 'List of runs' });
const row = (name: string) => list().getByRole('row').filter({ hasText: name });
const undo = () => visits.page.getByRole('button', { name: 'Undo', exact: true }).first();
const total = async () => (await countsOf(visits.page)).total;
/** The names in sight in their order. */
const names = () => list().locator('.parts').allInnerTexts();

const scores = { tanh: 0.8, relu: 0.9, gelu: 0.95, sigmoid: 0.5 };

/** Drops four runs of two sources, without records. */
async function openFour(): Promise<void> {
  const runs = Object.entries(scores).map(([name, score], i) =>
    makeRun(name, {
      source: { format: 'csv', file: i < 2 ? 'monday.csv' : 'tuesday.csv' },
      status: name === 'sigmoid' ? 'failed' : 'completed',
      parameters: { lr: i / 10 },
      metrics: { score: { direction: 'max' } },
      summary: { score },
    }),
  );
  await dropFiles(visits.page, [{ name: 'four.json', text: writeHistory(makeHistory(...runs)) }]);
  await expect.poll(total).toBe(4);
  await row('relu').waitFor();
}

async function violations(): Promise<string[]> {
  const { page } = visits;
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const found = await (window as unknown as { axe: typeof axe }).axe.run();
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
    );
  });
}

describe('the list of runs', () => {
  it('is sorted by the objective, and shows value, status and source', async () => {
    await openFour();
    expect(await names()).toEqual(['gelu', 'relu', 'tanh', 'sigmoid']);
    expect(await row('sigmoid').innerText()).toMatch(/tuesday\.csv[\s\S]*failed[\s\S]*0\.5/);
    expect(await row('relu').innerText()).toContain('monday.csv');
    await visits.page.getByTitle(/click to change/).click();
    await expect.poll(names).toEqual(['sigmoid', 'tanh', 'relu', 'gelu']);
  });

  it('is sorted by source, which can be hidden, in the link and undone', async () => {
    const { page } = visits;
    const source = page.getByRole('button', { name: 'Source', exact: true });
    await openFour();
    await source.click();
    await expect.poll(names).toEqual(['relu', 'tanh', 'gelu', 'sigmoid']);
    await source.click();
    await expect.poll(names).toEqual(['gelu', 'sigmoid', 'relu', 'tanh']);
    await expect.poll(() => new URL(page.url()).hash).toContain('runs.sort=-source');
    await page.getByRole('button', { name: 'Show sources' }).click();
    await row('relu').getByText('monday.csv').waitFor({ state: 'detached' });
    await expect.poll(names).toEqual(['gelu', 'relu', 'tanh', 'sigmoid']);
    await undo().click();
    await row('relu').getByText('monday.csv').waitFor();
    await expect.poll(names).toEqual(['gelu', 'sigmoid', 'relu', 'tanh']);
  });

  it('marks the epoch from which a run overfits', async () => {
    const epochs = Array.from({ length: 40 }, (_, i) => i + 1);
    const run = (name: string, validAt: (epoch: number) => number) =>
      makeRun(name, {
        metrics: { train_loss: { direction: 'min' }, valid_loss: { direction: 'min' } },
        records: makeRecords(...epochs.map((at) => ({ train_loss: 1 / at, valid_loss: validAt(at) }))),
      });
    const runs = [run('turns', (at) => 0.5 + Math.abs(at - 12) / 100), run('falls', (at) => 1.1 / at)];
    await dropFiles(visits.page, [{ name: 'two.json', text: writeHistory(makeHistory(...runs)) }]);
    await row('turns').getByText('overfits from epoch 12').waitFor({ state: 'attached' });
    expect(await row('falls').getByText('overfits').count()).toBe(0);
  });

  it('hides runs from plot and views, in the link and undone like any change of the view', async () => {
    const { page } = visits;
    await openFour();
    await page.getByRole('checkbox', { name: 'Show relu' }).uncheck();
    await expect.poll(total).toBe(3);
    await expect.poll(() => new URL(page.url()).hash).toContain('runs.hidden=relu');
    await undo().click();
    await expect.poll(total).toBe(4);
    expect(await page.getByRole('checkbox', { name: 'Show relu' }).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Actions on gelu' }).click();
    await page.getByRole('button', { name: 'Show only this' }).click();
    await expect.poll(total).toBe(1);
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect.poll(total).toBe(4);
  });

  it('renames a run, undoes that, and leaves it on Escape', async () => {
    const { page } = visits;
    await openFour();
    const input = page.getByRole('textbox', { name: 'Name of relu' });
    await row('relu').focus();
    await page.keyboard.press('F2');
    await input.fill('the best of Monday');
    await page.keyboard.press('Enter');
    await row('the best of Monday').waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('the best of Monday');
    await undo().click();
    await row('relu').focus();
    await page.keyboard.press('F2');
    await input.fill('other');
    await page.keyboard.press('Escape');
    await expect.poll(names).toEqual(['gelu', 'relu', 'tanh', 'sigmoid']);
  });

  it('stores a note with the run', async () => {
    const { page } = visits;
    await openFour();
    await page.getByRole('button', { name: 'Actions on relu' }).click();
    await page.getByRole('textbox', { name: 'Note' }).fill('learning rate too high');
    await page.keyboard.press('Escape');
    await row('relu').getByText('learning rate too high').waitFor({ state: 'attached' });
    await undo().click();
    await row('relu').getByText('learning rate too high').waitFor({ state: 'detached' });
  });

  it('deletes one run and several, and undoes that', async () => {
    const { page } = visits;
    await openFour();
    await row('relu').focus();
    await page.keyboard.press('Delete');
    await page.getByText('relu deleted.').waitFor();
    await expect.poll(total).toBe(3);
    await undo().click();
    await expect.poll(names).toEqual(['gelu', 'relu', 'tanh', 'sigmoid']);
    await row('gelu').click({ modifiers: ['ControlOrMeta'] });
    await row('tanh').click({ modifiers: ['Shift'] });
    await page.getByText('3 selected').waitFor();
    await page.getByRole('button', { name: 'Actions', exact: true }).click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('3 runs deleted.').waitFor();
    await expect.poll(names).toEqual(['sigmoid']);
    await undo().click();
    await expect.poll(total).toBe(4);
  });

  it('is one tab stop with arrow keys, whose hovered and pinned runs are those of the plot', async () => {
    const { page } = visits;
    await openFour();
    await row('gelu').focus();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-rowindex') ?? null);
    for (const [key, index] of [
      ['ArrowDown', '2'],
      ['End', '4'],
      ['ArrowDown', '4'],
      ['Home', '1'],
    ] as const) {
      await page.keyboard.press(key);
      expect(await focused()).toBe(index);
    }
    await page.keyboard.press('Enter');
    const pin = page.getByRole('region', { name: 'Selected rows' }).getByRole('button', { name: 'Pin gelu' });
    expect(await pin.getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press(' ');
    await expect.poll(total).toBe(3);
    await page.keyboard.press('Tab');
    expect(await focused()).toBeNull();
  });

  it('draws only the runs in sight, and closes for good', async () => {
    const { page } = visits;
    const runs = Array.from({ length: 10_000 }, (_, i) =>
      makeRun(`run ${String(i)}`, { metrics: { score: { direction: 'max' } }, summary: { score: -i } }),
    );
    await dropFiles(page, [{ name: 'many.json', text: writeHistory(makeHistory(...runs)) }]);
    await expect.poll(total, { timeout: 60_000 }).toBe(10_000);
    await row('run 0').first().focus();
    await page.keyboard.press('End');
    await row('run 9999').waitFor();
    expect(await list().getByRole('row').count()).toBeLessThan(80);
    await page.getByRole('button', { name: 'Close the list of runs' }).click();
    await page.reload();
    await expect.poll(total, { timeout: 60_000 }).toBe(10_000);
    expect(await list().count()).toBe(0);
    await page.getByRole('button', { name: 'Open the list of runs' }).click();
    await row('run 0').first().waitFor();
  });

  it('is a page of its own on a narrow screen', async () => {
    const { page } = visits;
    await openFour();
    await page.setViewportSize({ width: 390, height: 800 });
    const bar = page.getByRole('navigation', { name: 'Pages' });
    for (const [name, region] of [
      ['Runs', 'Runs'],
      ['Views', 'Details'],
      ['Plot', 'Parallel coordinates'],
    ] as const) {
      await bar.getByRole('button', { name }).click();
      await page.getByRole('region', { name: region, exact: true }).waitFor();
      expect(await bar.getByRole('button', { pressed: true }).innerText()).toBe(name);
    }
    expect(await page.getByRole('region', { name: 'Details' }).count()).toBe(0);
  });

  it.each(['light', 'dark'] as const)('leaves axe-core nothing to find in %s', async (colorScheme) => {
    const { page } = visits;
    await page.emulateMedia({ colorScheme });
    await openFour();
    await row('relu').click({ modifiers: ['ControlOrMeta'] });
    await row('tanh').click({ modifiers: ['ControlOrMeta'] });
    await page.getByRole('checkbox', { name: 'Show sigmoid' }).uncheck();
    expect(await violations()).toEqual([]);
    await page.getByRole('button', { name: 'Actions on gelu' }).click();
    expect(await violations()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 390, height: 800 });
    await page.getByRole('button', { name: 'Runs', exact: true }).click();
    await list().waitFor();
    expect(await violations()).toEqual([]);
  });
});
