import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { countsOf, dropFiles } from '../driver.ts';
import { useVisits } from '../visit.ts';
import { searchFile } from './search.ts';

const visits = useVisits();
const hash = () => decodeURIComponent(new URL(visits.page.url()).hash);
const chart = () => visits.page.getByRole('application', { name: /runs in time order/ });
const timeline = () => visits.page.getByRole('img', { name: /^Timeline of/ });
const facts = () => visits.page.locator('.facts').innerText();
const counts = () => countsOf(visits.page);

async function openSearch(): Promise<void> {
  const { page } = visits;
  await dropFiles(page, [searchFile()]);
  await expect.poll(counts).toEqual({ selected: 80, total: 80 });
  await page.getByRole('combobox', { name: 'One line per' }).selectOption({ label: 'Run' });
  await expect.poll(counts).toEqual({ selected: 40, total: 40 });
  await page.getByRole('tab', { name: 'Progress' }).click();
  await chart().waitFor();
}

describe('the view of progress', () => {
  it('has the best value so far, the states, and the runs on a timeline', async () => {
    const { page } = visits;
    await openSearch();
    expect(await facts()).toMatch(/^Best 0\.826 by trial 20 · improved 3 times · 17 runs since the best/);
    expect(await facts()).toContain('not counted: 5 pruned, failed or diverged');
    const states = page.getByRole('group', { name: 'States' }).getByRole('button');
    expect(await states.allInnerTexts()).toEqual(['completed 34', 'running 1', 'pruned 3', 'failed 2']);
    await chart().getByText('missing').waitFor();
    expect(await timeline().getAttribute('aria-label')).toBe('Timeline of 40 runs, up to 3 at once');
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() =>
      (window as unknown as { axe: typeof axe }).axe.run('#below'),
    );
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)).toEqual([]);
  });

  it('selects the runs of a state, and all again', async () => {
    const { page } = visits;
    await openSearch();
    const pruned = page.getByRole('button', { name: 'pruned 3' });
    await pruned.click();
    await expect.poll(counts).toEqual({ selected: 3, total: 40 });
    expect(await pruned.getAttribute('aria-pressed')).toBe('true');
    expect(await facts()).toContain('No best value yet');
    const filter = page.getByRole('textbox', { name: 'Filter' });
    expect(await filter.inputValue()).toBe('state == "pruned"');
    await expect.poll(hash).toContain('filter=state == "pruned"');
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
    await expect.poll(counts).toEqual({ selected: 40, total: 40 });
    await pruned.click();
    await page.getByRole('button', { name: 'failed 2' }).click();
    await expect.poll(() => filter.inputValue()).toBe('state == "failed"');
    await pruned.click();
    await expect.poll(counts).toEqual({ selected: 3, total: 40 });
    await pruned.click();
    await expect.poll(counts).toEqual({ selected: 40, total: 40 });
  });

  it('moves through the runs in their order by keys, and pins one', async () => {
    const { page } = visits;
    await openSearch();
    await chart().focus();
    await page.keyboard.press('Home');
    await page.locator('.pointed').getByText('trial 0 · accuracy 0.51').waitFor();
    await page.keyboard.press('ArrowRight');
    await page
      .locator('.pointed')
      .getByText(/^trial 1 · .* · completed · started 2026-03-01 09:00:02 · took/)
      .waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(hash).toContain('pins=trial%201'.replace('%20', ' '));
  });

  it('places runs by time, which is in the link and undone', async () => {
    const { page } = visits;
    await openSearch();
    await page.getByRole('combobox', { name: 'x', exact: true }).selectOption({ label: 'Start time' });
    await chart().getByText('Start time (UTC)').waitFor();
    await page.getByRole('checkbox', { name: 'Timeline' }).uncheck();
    await expect.poll(hash).toContain('progress.x=time&progress.timeline=off');
    expect(await timeline().count()).toBe(0);
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
    await timeline().waitFor();
  });
});
