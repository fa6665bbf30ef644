import { describe, expect, it } from 'vitest';
import { countsOf, dragAlong, dropFiles } from '../driver.ts';
import { searchFile } from '../progress/search.ts';
import { useVisits } from '../visit.ts';

const visits = useVisits();
const counts = () => countsOf(visits.page);
const why = () => visits.page.getByRole('note', { name: 'Why' });
const filter = () => visits.page.getByRole('textbox', { name: 'Filter' });

describe('the explanation of a selection', () => {
  it('is a rule about other parameters, which becomes the filter in one step', async () => {
    const { page } = visits;
    await dropFiles(page, [searchFile(120)]);
    await page.getByRole('combobox', { name: 'One line per' }).selectOption({ label: 'Run' });
    await expect.poll(counts).toEqual({ selected: 120, total: 120 });
    expect(await why().count()).toBe(0);

    await dragAlong(page, 'accuracy', 0, 0.25);
    await why()
      .getByText(/^“.*model == "?cnn"?.*” finds \d+ of the \d+ selected runs \(recall/)
      .waitFor();
    const text = await why().innerText();
    expect(text).toContain('a random selection of that size finds one as good in 0 of 200.');
    expect(await why().getAttribute('title')).toBe(text);

    const before = await counts();
    await page.getByRole('button', { name: 'Use as filter' }).click();
    await expect.poll(async () => (await counts()).selected).not.toBe(before.selected);
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
    await expect.poll(counts).toEqual(before);
  });

  it('repeats what the brushes say only when asked', async () => {
    const { page } = visits;
    await dropFiles(page, [searchFile(120)]);
    await page.getByRole('combobox', { name: 'One line per' }).selectOption({ label: 'Run' });
    await expect.poll(counts).toEqual({ selected: 120, total: 120 });
    await filter().fill('model == "mlp"');
    await filter().press('Enter');
    await why().getByText(/^No /).waitFor();
    expect(await why().innerText()).not.toContain('model');
    await page.getByRole('button', { name: 'Brushed too' }).click();
    await why()
      .getByText(/^“.*mlp.*” finds 40 of the 40 selected runs/)
      .waitFor();
  });
});
