import { describe, expect, it } from 'vitest';
import { dropFiles } from '../driver.ts';
import { usePlottedTable } from './plotted-table.ts';

const { counts, losses, visits } = usePlottedTable();

describe('colours', () => {
  it('selects by the legend', async () => {
    const { page } = visits;
    await dropFiles(visits.page, [{ name: 'more.csv', text: 'net,loss\nrelu,2\ntanh,3\ngelu,4\n' }]);
    await expect.poll(async () => (await counts()).total).toBe(7);
    await page.getByLabel('Colour by').selectOption('net');
    await page.getByRole('button', { name: 'tanh', exact: true }).click();
    await expect.poll(losses).toEqual(['3']);
    await page.getByRole('button', { name: 'relu', exact: true }).click();
    await expect.poll(losses).toEqual(['2', '3']);
    expect(await page.getByRole('button', { name: 'relu', exact: true }).getAttribute('aria-pressed')).toBe(
      'true',
    );
  });

  it('selects by a drag along the colours of numbers, and takes other colours', async () => {
    const { page } = visits;
    await page.getByLabel('Colour by').selectOption('loss');
    const bar = (await page.getByTitle('Drag to select rows by colour').boundingBox())!;
    await page.mouse.move(bar.x + bar.width * 0.5, bar.y + 5);
    await page.mouse.down();
    await page.mouse.move(bar.x + bar.width + 20, bar.y + 5, { steps: 3 });
    await page.mouse.up();
    await expect.poll(losses).toEqual(['0.75', '1']);
    await page.getByRole('button', { name: 'Clear ranges of loss' }).click();
    await expect.poll(async () => (await counts()).selected).toBe(4);
    await page.getByLabel('Sequential palette').selectOption('cividis');
    await page.getByRole('button', { name: 'Reverse colours' }).click();
    await expect.poll(() => page.url()).toContain('ramp=cividis~');
  });
});
