import { describe, expect, it } from 'vitest';
import { usePlottedTable } from './plotted-table.ts';

const { brush, counts, losses, order, rows, titleOf, track, visits } = usePlottedTable();

describe('brushes', () => {
  it('moves a range that is dragged, and clears it by a click beside it', async () => {
    const { page } = visits;
    await brush('loss', 0, 0.4);
    await expect.poll(async () => (await counts()).selected).toBe(2);
    await brush('loss', 0.2, 0.85);
    await expect.poll(async () => (await rows()).map((row) => row.loss)).toEqual(['0.5', '0.25']);
    const { x, y, width, height } = await track('loss');
    await page.mouse.click(x + width / 2, y + height * 0.2);
    await expect.poll(async () => (await counts()).selected).toBe(4);
  });

  it('clears every brush with Escape', async () => {
    const { page } = visits;
    await brush('loss', 0, 0.4);
    await expect.poll(async () => (await counts()).selected).toBe(2);
    await page.keyboard.press('Escape');
    await expect.poll(async () => (await counts()).selected).toBe(4);
  });

  it('selects by several ranges of one axis, which become one where they meet', async () => {
    const { page } = visits;
    await brush('loss', 0, 0.1);
    await brush('loss', 0.9, 1);
    await expect.poll(losses).toEqual(['0.25', '1']);
    expect(await page.locator('[data-axis="loss"] .selection').count()).toBe(2);
    await brush('loss', 0.5, 0.95);
    await expect.poll(losses).toEqual(['0.5', '0.25', '1']);
    expect(await page.locator('[data-axis="loss"] .selection').count()).toBe(2);
    const { x, y, width, height } = await track('loss');
    await page.mouse.dblclick(x + width / 2, y + height * 0.75);
    await expect.poll(losses).toEqual(['1']);
  });

  it('gives a drag up with Escape', async () => {
    const { page } = visits;
    await brush('loss', 0, 0.1);
    const { x, y, height } = await track('loss');
    await page.mouse.move(x, y + height * 0.5);
    await page.mouse.down();
    await page.mouse.move(x, y + height * 0.9, { steps: 3 });
    await expect.poll(async () => (await counts()).selected).toBe(2);
    await page.keyboard.press('Escape');
    await expect.poll(losses).toEqual(['1']);
    await page.mouse.up();
    await expect.poll(losses).toEqual(['1']);
  });

  it('keeps or excludes the selected rows, and undoes it', async () => {
    const { page } = visits;
    await brush('loss', 0, 0.4);
    await page.getByRole('button', { name: 'Keep' }).click();
    await expect.poll(counts).toEqual({ selected: 2, total: 2 });
    await brush('lr', 0, 0.1);
    await page.getByRole('button', { name: 'Exclude' }).click();
    await expect.poll(losses).toEqual(['0.75']);
    await page.keyboard.press('Control+z');
    await expect.poll(counts).toEqual({ selected: 1, total: 2 });
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(counts).toEqual({ selected: 1, total: 1 });
    await page.getByRole('button', { name: 'Restore' }).click();
    await expect.poll(counts).toEqual({ selected: 4, total: 4 });
    for (let step = 0; step < 4; step++)
      await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect.poll(counts).toEqual({ selected: 2, total: 4 });
  });

  it('selects the rows that match any axis', async () => {
    const { page } = visits;
    const before = await track('loss');
    await brush('loss', 0, 0.1);
    await brush('lr', 0.9, 1);
    await expect.poll(losses).toEqual([]);
    await page.getByLabel('Match brushes').waitFor();
    expect(await track('loss'), 'nothing moves under the pointer').toEqual(before);
    await page.getByLabel('Match brushes').selectOption('any');
    await expect.poll(losses).toEqual(['0.5', '1']);
  });

  it('has a range that the keyboard sets as two sliders', async () => {
    const { page } = visits;
    await titleOf('loss').focus();
    await page.keyboard.press('Enter');
    const lowest = page.getByRole('slider', { name: 'Lowest loss' });
    const highest = page.getByRole('slider', { name: 'Highest loss' });
    await highest.waitFor();
    expect(await lowest.getAttribute('aria-valuenow')).toBe('0.25');
    await highest.focus();
    for (let press = 0; press < 4; press++) await page.keyboard.press('Shift+ArrowDown');
    await expect.poll(losses).toEqual(['0.5', '0.25']);
    await lowest.focus();
    await page.keyboard.press('ArrowUp');
    await expect.poll(losses).toEqual(['0.5']);
    await page.keyboard.press('Home');
    await expect.poll(losses).toEqual(['0.5', '0.25']);
    const said = '2 of 4 runs selected: loss 0.25 to 0.7. All have lr ≤ 0.2. Best acc 0.9 (';
    await expect.poll(async () => (await page.getByRole('status').allInnerTexts()).join()).toContain(said);
    expect(await page.locator('.summary').innerText()).toContain(said);
    await page.keyboard.press('Delete');
    await expect.poll(async () => (await counts()).selected).toBe(4);
  });

  it('has a menu on each title: bounds are typed, counted and turned round', async () => {
    const { page } = visits;
    await brush('loss', 0, 0.4);
    await titleOf('loss').click({ button: 'right' });
    const menu = page.getByRole('dialog', { name: 'Axis loss' });
    await menu.getByLabel('Minimum of range 1').fill('0.4');
    await menu.getByLabel('Minimum of range 1').press('Enter');
    await expect.poll(losses).toEqual(['0.5', '0.75', '1']);
    expect(await menu.locator('output').innerText()).toBe('3');
    await menu.getByLabel('Select values outside').check();
    await expect.poll(losses).toEqual(['0.25']);
    await menu.getByRole('button', { name: 'Remove range 1' }).click();
    await expect.poll(async () => (await counts()).selected).toBe(4);
    await menu.getByLabel('Scale').selectOption('logarithmic');
    await expect.poll(() => page.url()).toContain('scales=loss:log');
    await menu.getByRole('button', { name: 'Hide axis' }).click();
    await expect.poll(order).not.toContain('loss');
  });

  it('selects by an angle that is drawn between two axes', async () => {
    const { page } = visits;
    // From loss to acc every line falls but that of the first row, which is about level.
    const [left, right] = [await track('loss'), await track('acc')];
    const middle = left.y + left.height / 2;
    await page.keyboard.down('Alt');
    await page.mouse.move(left.x + (right.x - left.x) * 0.3, middle);
    await page.mouse.down();
    await page.mouse.move(left.x + (right.x - left.x) * 0.6, middle - left.height * 0.1, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up('Alt');
    await expect.poll(losses).toEqual(['0.5']);
    const mark = page.getByRole('group', { name: /^slope from loss to acc/ });
    await mark.getByRole('button', { name: /lines outside/ }).click();
    await expect.poll(losses).toEqual(['0.25', '0.75', '1']);
    await expect.poll(() => page.url()).toContain('angles=loss:linear:acc:linear:');
    await mark.getByRole('button', { name: /lines outside/ }).click();
    const lowest = page.getByRole('slider', { name: /lowest slope/ });
    await lowest.focus();
    await page.keyboard.press('Home');
    await expect.poll(losses).toEqual(['0.5', '0.75', '1']);
    await mark.getByRole('button', { name: /remove/ }).click();
    await expect.poll(async () => (await counts()).selected).toBe(4);
  });
});
