import { describe, expect, it } from 'vitest';
import { writeHistory } from '../../../history/index.ts';
import { makeHistory, makeRun } from '../../history/make.ts';
import { countsOf, dropFiles } from '../driver.ts';
import { useVisits } from '../visit.ts';

const visits = useVisits();

const drop = async (runs: number, columns: number) => {
  const all = Array.from({ length: runs }, (_, run) =>
    makeRun(`run ${String(run)}`, {
      parameters: Object.fromEntries(
        Array.from({ length: columns }, (__, i) => [`p${String(i)}`, run * columns + i]),
      ),
    }),
  );
  await dropFiles(visits.page, [{ name: 'many.json', text: writeHistory(makeHistory(...all)) }]);
  await expect.poll(async () => (await countsOf(visits.page)).total, { timeout: 60_000 }).toBe(runs);
};

const table = () => visits.page.getByRole('region', { name: 'Selected rows' });
const shown = (selector: string) => table().locator(selector).count();
const scroll = (by: { left?: number; top?: number }) =>
  table().evaluate((element, to) => element.scrollTo(to), by);

describe('the table', () => {
  it.each([360, 880, 1440])('draws only the rows in sight at %i pixels', async (width) => {
    await visits.page.setViewportSize({ width, height: 900 });
    await drop(5000, 3);
    if (width <= 700) await visits.page.getByRole('button', { name: 'Views', exact: true }).click();
    expect(await shown('tbody tr')).toBeLessThan(80);
    await scroll({ top: 28 * 4990 });
    await table().getByText('run 4999', { exact: true }).first().waitFor();
    expect(await shown('tbody tr')).toBeLessThan(80);
  });

  it('draws only the columns in sight', async () => {
    await drop(20, 3000);
    expect(await shown('th')).toBeLessThan(60);
    await scroll({ left: 10_000_000 });
    await table().getByRole('columnheader', { name: 'p2999' }).waitFor();
    expect(await shown('th')).toBeLessThan(60);
  });

  it('leaves nothing to scroll in the window', async () => {
    const { page } = visits;
    await page.getByRole('checkbox', { name: 'Tanh', exact: true }).focus();
    const [scrolls, height] = await page.evaluate(() => [document.documentElement.scrollHeight, innerHeight]);
    expect(scrolls).toBe(height);
  });
});
