import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { usePlottedTable } from './plotted-table.ts';

const { visits } = usePlottedTable();

describe('the picture of a plot', () => {
  it('saves the plot as a picture', async () => {
    const { page } = visits;
    await page.getByRole('button', { name: 'Image' }).click();
    await page.getByLabel('Title').fill('<Losses> & rates');
    for (const [kind, start] of [
      ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"'],
      ['PNG', '\x89PNG'],
    ] as const) {
      if (kind === 'PNG') await page.getByRole('button', { name: 'Image' }).click();
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: `Save ${kind}` }).click();
      const download = await saved;
      expect(download.suggestedFilename()).toBe(`heddle.${kind.toLowerCase()}`);
      const content = await readFile(await download.path(), 'latin1');
      expect(content.startsWith(start)).toBe(true);
      if (kind === 'SVG') expect(content).toContain('&lt;Losses&gt; &amp; rates</text>');
    }
    await page.getByRole('button', { name: 'Image' }).click();
    await page.getByRole('dialog', { name: 'Image' }).getByLabel('Orientation').selectOption('vertical');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save SVG' }).click();
    const content = await readFile(await (await saved).path(), 'utf8');
    expect(content).toMatch(/^<svg [^>]*width="480"/);
    expect(content).toContain('rotate(90)');
  });
});
