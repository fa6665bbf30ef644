import { describe, expect, it } from 'vitest';
import { usePlottedTable } from './plotted-table.ts';

const { brush, order, rows, titleOf, track, visits } = usePlottedTable();

describe('axes', () => {
  it('inverts an axis whose title is double-clicked, and the brush goes with it', async () => {
    await brush('loss', 0, 0.4);
    await expect.poll(async () => (await rows()).map((row) => row.loss)).toEqual(['0.75', '1']);
    const title = titleOf('loss');
    await title.click();
    expect(await title.getAttribute('aria-label'), 'a click selects').not.toContain('inverted');
    await title.dblclick();
    expect(await title.getAttribute('aria-label')).toContain('inverted');
    expect((await rows()).map((row) => row.loss)).toEqual(['0.75', '1']);
  });

  it('reorders axes by dragging a title, and by keyboard', async () => {
    const { page } = visits;
    const before = await order();
    const first = titleOf(before[0]!);
    const box = (await first.boundingBox())!;
    const last = await track(before.at(-1)!);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + 80, box.y + 5, { steps: 4 });
    await page.mouse.move(last.x, box.y + 5, { steps: 8 });
    await page.mouse.up();
    await expect.poll(order).toEqual([...before.slice(1), before[0]]);
    await first.press('[');
    await expect.poll(async () => (await order()).indexOf(before[0]!)).toBe(before.length - 2);
  });

  it('answers the keys of an axis', async () => {
    const { page } = visits;
    await titleOf('loss').press('f');
    expect(await titleOf('loss').getAttribute('aria-label')).toContain('inverted');
    await titleOf('loss').press('l');
    await expect.poll(() => page.url()).toContain('scales=loss:log');
    await titleOf('loss').press('h');
    await expect.poll(order).not.toContain('loss');
  });

  it.each([
    // As far as a window reaches that fills the screen.
    ['right', 1435],
    ['left', 5],
  ])('hides an axis that is dragged off the edge: to the %s', async (_, end) => {
    const { page } = visits;
    const before = await order();
    const box = (await titleOf('acc').boundingBox())!;
    const middle = box.x + box.width / 2;
    await page.mouse.move(middle, box.y + 5);
    await page.mouse.down();
    await page.mouse.move(middle + 40, box.y + 5, { steps: 3 });
    await page.mouse.move(end, box.y + 5, { steps: 6 });
    await page.mouse.up();
    await expect.poll(order).not.toContain('acc');
    await page.keyboard.press('Control+z');
    await expect.poll(order, { message: 'one step of undo' }).toEqual(before);
  });

  it('cancels a drag of a title on Escape, and keeps the brushes', async () => {
    const { page } = visits;
    await brush('loss', 0, 0.4);
    await expect.poll(async () => (await rows()).length).toBe(2);
    const before = await order();
    const [start, end] = [(await titleOf(before[0]!).boundingBox())!, await track(before.at(-1)!)];
    await page.mouse.move(start.x + start.width / 2, start.y + 5);
    await page.mouse.down();
    await page.mouse.move(end.x, start.y + 5, { steps: 6 });
    await expect.poll(order).not.toEqual(before);
    await page.keyboard.press('Escape');
    await expect.poll(order).toEqual(before);
    await page.mouse.move(end.x - 20, start.y + 5, { steps: 2 });
    await page.mouse.up();
    expect(await order()).toEqual(before);
    expect((await rows()).length).toBe(2);
    expect(await titleOf(before[0]!).getAttribute('aria-label')).not.toContain('inverted');
    await page.keyboard.press('Control+z');
    const count = async () => (await rows()).length;
    await expect.poll(count, { message: 'the drag is no step of undo' }).toBe(4);
  });

  it('shows histograms and correlations beside the lines, and orders axes by them', async () => {
    const { page } = visits;
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('button', { name: 'Histograms' }).click();
    await page.getByRole('button', { name: 'Correlations' }).click();
    await expect.poll(() => page.locator('[data-axis="loss"] path').count()).toBe(2);
    // loss and acc rank in opposite orders.
    const mark = page.getByRole('button', { name: /^loss and acc/ });
    await expect.poll(() => mark.innerText()).toBe('ρ −1.00');
    await mark.focus();
    await expect
      .poll(() => mark.innerText())
      .toContain("Spearman's ρ = −1.00, Pearson's r = −1.00, n = 4 selected rows with both values");
    await titleOf('lr').press('m');
    await page.getByRole('dialog').getByRole('button', { name: 'Order by correlation' }).click();
    await expect.poll(async () => (await order()).at(-1)).toBe('lr');
    await expect
      .poll(() => titleOf('loss').getAttribute('title'))
      .toContain('correlation with lr: ρ 0.80, n = 4');
    await page.getByRole('button', { name: /^Axes/ }).click();
    await page.getByRole('button', { name: 'Original order' }).click();
    await expect.poll(order).toEqual(['lr', 'loss', 'acc']);
    await page.getByRole('button', { name: 'Fewest crossings, may invert axes' }).click();
    await expect.poll(() => titleOf('lr').getAttribute('title')).toContain('fewest crossings: ');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.url()).toContain('marks=histograms,correlations');
  });
});
