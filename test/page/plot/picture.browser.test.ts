import { readFile } from 'node:fs/promises';
import type { Locator } from 'playwright';
import { describe, expect, it } from 'vitest';
import { usePlottedTable } from './plotted-table.ts';

const { visits } = usePlottedTable();

/** The choice of the size. Other labels have the word, too. */
const sizeIn = (form: Locator) => form.locator('label', { hasText: /^\s*Size/ }).getByRole('combobox');

describe('the picture of a plot', () => {
  it('saves the plot as a picture', async () => {
    const { page } = visits;
    await page.getByRole('button', { name: 'Figure: Plot' }).click();
    await page.getByLabel('Title').fill('<Losses> & rates');
    for (const [kind, start] of [
      ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"'],
      ['PNG', '\x89PNG'],
    ] as const) {
      if (kind === 'PNG') await page.getByRole('button', { name: 'Figure: Plot' }).click();
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: `Save ${kind}` }).click();
      const download = await saved;
      expect(download.suggestedFilename()).toBe(`heddle.${kind.toLowerCase()}`);
      const content = await readFile(await download.path(), 'latin1');
      expect(content.startsWith(start)).toBe(true);
      if (kind === 'SVG') expect(content).toContain('&lt;Losses&gt; &amp; rates</text>');
    }
    await page.getByRole('button', { name: 'Figure: Plot' }).click();
    await page
      .getByRole('dialog', { name: 'Figure: Plot' })
      .getByLabel('Orientation')
      .selectOption('vertical');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save SVG' }).click();
    const content = await readFile(await (await saved).path(), 'utf8');
    expect(content).toMatch(/^<svg [^>]*width="480"/);
    expect(content).toContain('rotate(90)');
  });

  it('saves a figure for a column of a paper, with its font, as SVG, PNG and PDF', async () => {
    const { page } = visits;
    await page.getByRole('button', { name: 'Figure: Plot' }).click();
    const form = page.getByRole('dialog', { name: 'Figure: Plot' });
    await sizeIn(form).selectOption('one column, 3.5 in');
    await form.getByLabel('Font', { exact: true }).fill('Times New Roman');
    await form.getByLabel('Font size in pt').fill('7');
    await form.getByLabel('Orientation').selectOption('vertical');
    await form.getByLabel('Resolution').selectOption('600 dpi');
    const save = async (kind: string) => {
      if (!(await form.isVisible())) await page.getByRole('button', { name: 'Figure: Plot' }).click();
      const saved = page.waitForEvent('download');
      await form.getByRole('button', { name: `Save ${kind}` }).click();
      const download = await saved;
      expect(download.suggestedFilename()).toBe(`heddle.${kind.toLowerCase()}`);
      await form.waitFor({ state: 'hidden' });
      return readFile(await download.path());
    };
    const svg = (await save('SVG')).toString();
    expect(svg).toMatch(/^<svg [^>]*width="3\.5in"[^>]*font-family="&quot;Times New Roman&quot;, serif"/);
    // 600 pixels per inch.
    const png = await save('PNG');
    expect(png.readUInt32BE(16)).toBe(2100);
    expect(png.includes('pHYs')).toBe(true);
    const pdf = (await save('PDF')).toString('latin1');
    expect(pdf).toMatch(/^%PDF-1\.4\n/);
    expect(pdf).toContain('/MediaBox [0 0 252 ');
    expect(pdf).toContain('/BaseFont /Times-Roman');
  });

  it('says why a figure cannot be exported', async () => {
    const { page } = visits;
    await page.getByRole('button', { name: 'Figure: Plot' }).click();
    const form = page.getByRole('dialog', { name: 'Figure: Plot' });
    await sizeIn(form).selectOption('another width');
    await form.getByRole('textbox', { name: 'Width' }).fill('wide');
    await form.getByRole('button', { name: 'Save PDF' }).click();
    await form.getByRole('alert').filter({ hasText: 'expected a length such as 3.5in or 88mm' }).waitFor();
    await form.getByRole('textbox', { name: 'Width' }).fill('88mm');
    const saved = page.waitForEvent('download');
    await form.getByRole('button', { name: 'Save PDF' }).click();
    expect((await saved).suggestedFilename()).toBe('heddle.pdf');
  });

  it.each([
    ['Scatter', 'Scatter plot', 'scatter-plot'],
    ['Activations', 'Activations', 'activations'],
  ])('saves the view %s as a figure', async (view, label, name) => {
    const { page } = visits;
    await page.getByRole('tab', { name: view }).click();
    await page.getByRole('button', { name: `Figure: ${label}` }).click();
    const form = page.getByRole('dialog', { name: `Figure: ${label}` });
    await form.getByLabel('Title').fill('A figure');
    const saved = page.waitForEvent('download');
    await form.getByRole('button', { name: 'Save PDF' }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toBe(`${name}.pdf`);
    const pdf = await readFile(await download.path(), 'latin1');
    expect(pdf).toContain('/MediaBox [0 0 252 ');
  });
});
