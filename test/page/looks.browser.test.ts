import { beforeEach, describe, expect, it } from 'vitest';
import { countsOf, dragAlong, dropFiles, rowsOf } from './driver.ts';
import { useVisits } from './visit.ts';

const visits = useVisits();
const titleOf = (name: string) => visits.page.locator(`[data-axis="${name}"] .title`);
const losses = async () => (await rowsOf(visits.page)).map((row) => row.loss);
const hash = () => decodeURIComponent(new URL(visits.page.url()).hash);

beforeEach(async () => {
  const csv = 'lr,loss,acc\n0.1,0.5,0.8\n0.2,0.25,0.9\n0.3,0.75,0.7\n0.4,40,0.6\n';
  await dropFiles(visits.page, [{ name: 'runs.csv', text: csv }]);
  await expect.poll(() => countsOf(visits.page)).toEqual({ selected: 4, total: 4 });
});

describe('the lines', () => {
  it('are highlighted if they are among the best, and take the chosen style', async () => {
    const { page } = visits;
    await page.getByRole('button', { name: 'Lines' }).click();
    const best = page.getByLabel('Highlight best');
    expect(await best.getAttribute('aria-valuetext')).toBe('all selected');
    await best.press('ArrowLeft');
    expect(await best.getAttribute('aria-valuetext')).toBe('best 2 by acc');
    await best.press('Home');
    expect(await best.getAttribute('aria-valuetext')).toBe('best 1 by acc');
    await page.getByLabel('Best by').selectOption('loss');
    await page.getByLabel('Width').press('ArrowRight');
    await page.getByLabel('Curve').press('End');
    await page.getByLabel('Opacity', { exact: true }).press('Home');
    await expect.poll(hash).toContain('lines=width:1.4,opacity:0.01,curve:1&best=1:loss');
    // What is in front selects nothing.
    expect((await countsOf(page)).selected).toBe(4);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await page.getByRole('button', { name: 'Best 1' }).click();
    expect(await page.getByLabel('Automatic opacity').isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Reset' }).click();
    await expect.poll(hash).not.toContain('lines=');
    expect(hash()).not.toContain('best=');
  });

  it('are drawn as density on request, with its scale in the legend', async () => {
    const { page } = visits;
    const scale = page.getByRole('img', { name: /^Density: 1 to \d+ rows per pixel$/ });
    expect(await scale.count()).toBe(0);
    await page.getByRole('button', { name: 'Lines' }).click();
    await page.getByRole('combobox', { name: /^Draw/ }).selectOption('density');
    await expect.poll(hash).toContain('lines=mode:density');
    await scale.waitFor();
    await page.getByRole('button', { name: 'Reset' }).click();
    await expect.poll(() => scale.count()).toBe(0);
  });
});

describe('the ends of an axis', () => {
  it('are typed and kept; what lies beyond is drawn at the edge, counted, and brushed there', async () => {
    const { page } = visits;
    await titleOf('loss').press('m');
    const menu = page.getByRole('dialog', { name: 'Axis loss' });
    await menu.getByLabel('Scale').selectOption('linear');
    await menu.getByLabel('Upper limit').fill('abc');
    await menu.getByLabel('Upper limit').press('Enter');
    expect(await menu.getByRole('alert').innerText()).toContain('“abc” is not a valid value');
    await menu.getByLabel('Upper limit').fill('0.1');
    await menu.getByLabel('Upper limit').press('Enter');
    expect(await menu.getByRole('alert').innerText()).toContain('must be less than');
    await menu.getByLabel('Upper limit').fill('0.75');
    await menu.getByLabel('Upper limit').press('Enter');
    await expect.poll(hash).toContain('domains=loss:0.25:0.75');
    expect(await menu.innerText()).toContain('1 row is outside the limits and drawn at the edge.');
    await page.keyboard.press('Escape');
    expect(await page.locator('[data-axis="loss"] [data-edge="above"] text').textContent()).toBe('1 above');
    await dragAlong(page, 'loss', 0, 0.3);
    await expect.poll(losses).toEqual(['0.75', '40']);
    // The range stays as it was drawn when the axis follows its values again.
    await titleOf('loss').press('m');
    await page.getByRole('dialog', { name: 'Axis loss' }).getByLabel('Fixed limits').uncheck();
    await expect.poll(hash).not.toContain('domains');
    expect(await losses()).toEqual(['0.75', '40']);
  });
});
