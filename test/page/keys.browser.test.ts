import { beforeEach, describe, expect, it } from 'vitest';
import { countsOf, dragAlong, dropFiles, rowsOf } from './driver.ts';
import { useVisits } from './visit.ts';

const visits = useVisits();
const losses = async () => (await rowsOf(visits.page)).map((row) => row.loss);
const focused = () => visits.page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
const hash = () => decodeURIComponent(new URL(visits.page.url()).hash);
const title = (name: string) => visits.page.locator(`[data-axis="${name}"] .title`);
const slider = (name: string) => visits.page.getByRole('slider', { name });
const order = () =>
  visits.page.locator('[data-axis]').evaluateAll((axes) =>
    axes
      .map((axis) => ({ name: axis.getAttribute('data-axis')!, x: axis.getBoundingClientRect().x }))
      .sort((a, b) => a.x - b.x)
      .map(({ name }) => name)
      .join(),
  );

beforeEach(async () => {
  const csv = 'lr,loss,acc\n0.1,10,0.8\n0.2,110,0.9\n0.3,60,0.7\n0.4,20,0.6\n';
  await dropFiles(visits.page, [{ name: 'runs.csv', text: csv }]);
  await expect.poll(() => countsOf(visits.page)).toEqual({ selected: 4, total: 4 });
});

/** The expected effect of each key, in order: each starts from the state that the one before left. */
const onTitle: [string, () => unknown, unknown][] = [
  ['f', () => title('loss').getAttribute('aria-label'), 'loss, linear, 10 to 110, inverted'],
  ['f', () => title('loss').getAttribute('aria-label'), 'loss, linear, 10 to 110'],
  ['l', hash, expect.stringContaining('scales=loss:log')],
  ['l', hash, expect.stringContaining('scales=loss:linear')],
  ['[', order, 'loss,lr,acc'],
  [']', order, 'lr,loss,acc'],
  ['Enter', () => slider('Highest loss').getAttribute('aria-valuetext'), '110'],
];
const onSlider: [string, string][] = [
  ['ArrowDown', '109'],
  ['ArrowUp', '110'],
  ['Shift+ArrowLeft', '100'],
  ['PageDown', '90'],
  ['ArrowRight', '91'],
  ['Home', '10'],
  ['End', '110'],
];

describe('the keys', () => {
  it('of an axis and of its range do what hands expect', async () => {
    const { page } = visits;
    await title('loss').focus();
    for (const [key, read, expected] of onTitle) {
      await page.keyboard.press(key);
      await expect.poll(read, { message: `after ${key}` }).toEqual(expected);
    }
    const highest = slider('Highest loss');
    expect(await highest.evaluate((element) => element === document.activeElement)).toBe(true);
    for (const [key, value] of onSlider) {
      await page.keyboard.press(key);
      await expect
        .poll(() => highest.getAttribute('aria-valuetext'), { message: `after ${key}` })
        .toBe(value);
    }
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Tab');
    expect(await slider('Lowest loss').evaluate((element) => element === document.activeElement)).toBe(true);
    await expect.poll(losses).toEqual(['10', '60', '20']);
    await page.keyboard.press('Escape');
    await expect.poll(async () => (await countsOf(page)).selected).toBe(4);
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await countsOf(page)).selected).toBe(3);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(async () => (await countsOf(page)).selected).toBe(4);
    await title('loss').press('Enter');
    await page.keyboard.press('Shift+ArrowDown');
    await expect.poll(losses).toEqual(['10', '60', '20']);
    await page.keyboard.press('Delete');
    await expect.poll(focused).toBe('loss');
    await page.keyboard.press('m');
    await page.getByRole('dialog', { name: 'Axis loss' }).waitFor();
    expect(await focused()).toContain('linear');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog', { name: 'Axis loss' }).count()).toBe(0);
    expect(await focused()).toBe('loss');
    await page.keyboard.press('h');
    await expect.poll(order).toBe('lr,acc');
    expect(await focused()).toBe('acc');
    await page.keyboard.press('h');
    await expect.poll(order).toBe('lr');
    expect(await focused()).toBe('lr');
  });

  it('reach every axis, which are one tab stop, and everything that its menu offers', async () => {
    const { page } = visits;
    await title('lr').focus();
    const reached: string[] = [];
    for (let axis = 0; axis < 3; axis++) {
      reached.push(await focused());
      await page.keyboard.press('ArrowRight');
    }
    expect(reached).toEqual(['lr', 'loss', 'acc']);
    await page.keyboard.press('Tab');
    expect(['lr', 'loss', 'acc', '⋯']).not.toContain(await focused());
    await title('loss').press('m');
    const menu = page.getByRole('dialog', { name: 'Axis loss' });
    await menu.waitFor();
    const names = [
      'Colour by this axis',
      'Invert axis',
      'Move left',
      'Move right',
      'Order by correlation',
      'Order by importance',
      'Angle brush to acc',
      'Hide axis',
      'Add range',
    ];
    for (const name of names) expect(await menu.getByRole('button', { name }).count(), name).toBe(1);
    expect(await menu.getByRole('combobox', { name: /^Scale/ }).count()).toBe(1);
    for (const label of ['Lower limit', 'Upper limit', 'Fixed limits'])
      expect(await menu.getByLabel(label, { exact: true }).count(), label).toBe(1);
    await menu.getByRole('button', { name: 'Colour by this axis' }).press('Enter');
    await expect.poll(hash).toContain('color=loss');
  });

  it('of the page find columns, and open the list of shortcuts', async () => {
    const { page } = visits;
    await page.keyboard.press('/');
    const search = page.getByLabel('Search columns');
    await expect.poll(() => search.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.type('?/');
    expect(await search.inputValue()).toBe('?/');
    await page.keyboard.press('Escape');
    await expect.poll(() => search.count()).toBe(0);
    await page.keyboard.press('?');
    expect(await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).innerText()).toContain(
      'inverts the axis',
    );
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog', { name: 'Keyboard shortcuts' }).count()).toBe(0);
  });

  it('go from epoch to epoch where rows are runs at an epoch', async () => {
    const { page } = visits;
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await page.getByRole('button', { name: 'Example' }).click();
    await expect.poll(async () => (await countsOf(page)).total).toBe(100);
    await page.getByRole('combobox', { name: 'One line per' }).selectOption('Run');
    await page.getByLabel('Metric value').selectOption('At epoch');
    await expect.poll(hash).toContain('lens=epoch-25');
    await page.locator('body').press(',');
    await expect.poll(hash).toContain('lens=epoch-24');
    await page.locator('body').press('.');
    await expect.poll(hash).toContain('lens=epoch-25');
    await page.getByLabel('Epoch of the rows').press('Home');
    await expect.poll(hash).toContain('lens=epoch-1');
  });

  it('leave a range alone that a finger or a mouse holds', async () => {
    await dragAlong(visits.page, 'loss', 0, 0.3);
    await expect.poll(losses).toEqual(['110']);
    await title('lr').press('Delete');
    expect(await losses()).toEqual(['110']);
    await title('loss').press('Delete');
    await expect.poll(async () => (await countsOf(visits.page)).selected).toBe(4);
  });
});

it('closes and opens the list of runs, and the focus stays at its button', async () => {
  const { page } = visits;
  const focusedName = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  await page.getByRole('button', { name: 'Close the list of runs' }).press('Enter');
  await expect.poll(focusedName).toBe('Open the list of runs');
  await page.keyboard.press('Enter');
  await expect.poll(focusedName).toBe('Close the list of runs');
});
