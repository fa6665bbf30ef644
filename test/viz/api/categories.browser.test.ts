import { describe, expect, it } from 'vitest';
import { usePlotPage } from '../use-plot-page.ts';

const opened = usePlotPage(['a'], { size: 'height: 420px' });

/** A plot with 200 hosts, coloured by them. */
async function mount(): Promise<void> {
  await opened.page.evaluate(() => {
    const length = 600;
    const plot = window.heddle.mountParallelPlot(
      document.getElementById('a')!,
      {
        lr: Array.from({ length }, (_, row) => (row * 37) % 101),
        host: Array.from({ length }, (_, row) => `node-${String(row % 200)}`),
        loss: Array.from({ length }, (_, row) => (row * 17) % 103),
      },
      { axes: ['lr', 'host', 'loss'], colorBy: 'host' },
    );
    window.plots.a = plot;
  });
  await expect.poll(() => opened.page.locator('#a .drawing').getAttribute('data-stage')).toBe('whole');
}

const selected = () =>
  opened.page.evaluate(() => {
    const [range] = window.plots.a!.brushes.get('host') ?? [];
    return range !== undefined && 'values' in range ? [...range.values!].sort() : [];
  });

describe('an axis of 200 categories', () => {
  it('is searched and brushed by keyboard', async () => {
    await mount();
    const { page } = opened;
    const title = page.locator('#a [data-axis="host"] .title');
    await title.focus();
    await title.press('m');
    const search = page.getByRole('searchbox', { name: 'Search categories' });
    await search.focus();
    await page.keyboard.type('NODE-19');
    const boxes = page.getByRole('list', { name: 'Categories' }).getByRole('checkbox');
    await expect.poll(() => boxes.count()).toBe(11);
    await search.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const name = (await page.locator('li:focus-within label').innerText()).trim();
    await page.keyboard.press('Space');
    await expect.poll(selected).toEqual([name]);
    await page.keyboard.press('End');
    expect(await boxes.nth(10).evaluate((box) => box === document.activeElement)).toBe(true);
    // One tab stop for all of them, and its buttons.
    expect(await boxes.evaluateAll((all) => all.filter((box) => box.tabIndex === 0).length)).toBe(1);
    await search.focus();
    await search.press('Enter');
    await expect.poll(selected).toHaveLength(11);
    await search.fill('nowhere');
    await page.getByText('No category contains “nowhere”.').waitFor();
    expect(opened.errors).toEqual([]);
  });

  it('has a legend that says how many it leaves out, within the width of the plot', async () => {
    await mount();
    const legend = opened.page.locator('#a .legend .rest');
    expect(await legend.innerText()).toMatch(/^200 categories/);
    const widths = await opened.page
      .locator('#a')
      .evaluate((element) => [element.scrollWidth, document.documentElement.scrollWidth, innerWidth]);
    expect(Math.max(...widths)).toBe(widths[2]);
  });
});
