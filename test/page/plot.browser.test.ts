import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { countsOf, dragAlong, dropFiles, rowsOf } from './driver.ts';
import { useVisits } from './visit.ts';

const visits = useVisits();
const counts = () => countsOf(visits.page);
const rows = () => rowsOf(visits.page);
const brush = (name: string, from: number, to: number) => dragAlong(visits.page, name, from, to);
const titleOf = (name: string) =>
  visits.page.locator(`[data-axis="${name}"]`).getByRole('button', { name, exact: true });
const losses = async () => (await rows()).map((row) => row.loss);

describe('the plot', () => {
  const csv = 'lr,loss,acc\n0.1,0.5,0.8\n0.2,0.25,0.9\n0.3,0.75,0.7\n0.4,1,0.6\n';
  const order = () =>
    visits.page.locator('[data-axis]').evaluateAll((axes) =>
      axes
        .map((axis) => ({ name: axis.getAttribute('data-axis')!, x: axis.getBoundingClientRect().x }))
        .sort((a, b) => a.x - b.x)
        .map((axis) => axis.name),
    );
  const track = async (name: string) =>
    (await visits.page.locator(`[data-axis="${name}"] [data-part="track"]`).boundingBox())!;

  beforeEach(async () => {
    await dropFiles(visits.page, [{ name: 'runs.csv', text: csv }]);
    await expect.poll(counts).toEqual({ selected: 4, total: 4 });
  });

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

  it('inverts an axis whose title is clicked, and the brush goes with it', async () => {
    await brush('loss', 0, 0.4);
    await expect.poll(async () => (await rows()).map((row) => row.loss)).toEqual(['0.75', '1']);
    const title = titleOf('loss');
    await title.click();
    expect(await title.getAttribute('aria-pressed')).toBe('true');
    await title.dblclick();
    expect(await title.getAttribute('aria-pressed'), 'a double click is one').toBe('false');
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

  it('goes on with the selected rows or without them, and takes it all back', async () => {
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
    for (let step = 0; step < 4; step++) await page.getByRole('button', { name: 'Undo' }).click();
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
    const said = '2 of 4 rows selected: loss 0.25 to 0.7. All have lr ≤ 0.2. Best acc 0.9 (';
    await expect.poll(async () => (await page.getByRole('status').allInnerTexts()).join()).toContain(said);
    expect(await page.locator('.summary').innerText()).toContain(said);
    await page.keyboard.press('Delete');
    await expect.poll(async () => (await counts()).selected).toBe(4);
  });

  it('answers the keys of an axis', async () => {
    const { page } = visits;
    await titleOf('loss').press('f');
    expect(await titleOf('loss').getAttribute('aria-pressed')).toBe('true');
    await titleOf('loss').press('l');
    await expect.poll(() => page.url()).toContain('scales=loss:log');
    await titleOf('loss').press('h');
    await expect.poll(order).not.toContain('loss');
  });

  it('has a menu on each title: bounds are typed, counted and turned round', async () => {
    const { page } = visits;
    await brush('loss', 0, 0.4);
    await titleOf('loss').click({ button: 'right' });
    const menu = page.getByRole('dialog', { name: 'Axis loss' });
    await menu.getByLabel('Lowest of range 1').fill('0.4');
    await menu.getByLabel('Lowest of range 1').press('Enter');
    await expect.poll(losses).toEqual(['0.5', '0.75', '1']);
    expect(await menu.locator('output').innerText()).toBe('3');
    await menu.getByLabel('Select what lies outside').check();
    await expect.poll(losses).toEqual(['0.25']);
    await menu.getByRole('button', { name: 'Remove range 1' }).click();
    await expect.poll(async () => (await counts()).selected).toBe(4);
    await menu.getByLabel('Scale').selectOption('logarithmic');
    await expect.poll(() => page.url()).toContain('scales=loss:log');
    await menu.getByRole('button', { name: 'Hide' }).click();
    await expect.poll(order).not.toContain('loss');
  });

  it('hides an axis that is dragged off the edge', async () => {
    const { page } = visits;
    const box = (await titleOf('acc').boundingBox())!;
    await page.mouse.move(box.x + 10, box.y + 5);
    await page.mouse.down();
    await page.mouse.move(box.x + 60, box.y + 5, { steps: 3 });
    await page.mouse.move(1400, box.y + 5, { steps: 6 });
    await page.mouse.up();
    await expect.poll(order).not.toContain('acc');
    await page.keyboard.press('Control+z');
    await expect.poll(order).toContain('acc');
  });

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

  it('saves the plot as a picture', async () => {
    const { page } = visits;
    await page.getByRole('button', { name: 'Picture' }).click();
    await page.getByLabel('Title').fill('<Losses> & rates');
    for (const [kind, start] of [
      ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"'],
      ['PNG', '\x89PNG'],
    ] as const) {
      if (kind === 'PNG') await page.getByRole('button', { name: 'Picture' }).click();
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: `Save ${kind}` }).click();
      const download = await saved;
      expect(download.suggestedFilename()).toBe(`heddle.${kind.toLowerCase()}`);
      const content = await readFile(await download.path(), 'latin1');
      expect(content.startsWith(start)).toBe(true);
      if (kind === 'SVG') expect(content).toContain('&lt;Losses&gt; &amp; rates</text>');
    }
    await page.getByRole('button', { name: 'Picture' }).click();
    await page.getByRole('dialog', { name: 'Picture' }).getByLabel('Axes').selectOption('vertical');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save SVG' }).click();
    const content = await readFile(await (await saved).path(), 'utf8');
    expect(content).toMatch(/^<svg [^>]*width="480"/);
    expect(content).toContain('rotate(90)');
  });

  it('shows histograms and correlations beside the lines, and orders axes by them', async () => {
    const { page } = visits;
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
    await page.getByRole('button', { name: 'As in the data' }).click();
    await expect.poll(order).toEqual(['lr', 'loss', 'acc']);
    await page.getByRole('button', { name: 'Fewest crossings, turning axes' }).click();
    await expect.poll(() => titleOf('lr').getAttribute('title')).toContain('fewest crossings: ');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.url()).toContain('marks=histograms,correlations');
  });

  it('picks categories one by one, and lets them be dragged and ordered', async () => {
    const { page } = visits;
    const more = 'net,loss,acc\nrelu,2,0.3\ntanh,3,0.2\ngelu,4,0.5\nrelu,5,0.1\n';
    await dropFiles(page, [{ name: 'more.csv', text: more }]);
    await expect.poll(async () => (await counts()).total).toBe(8);
    const name = (text: string) => page.locator(`[data-axis="net"] [data-name="${text}"]`);
    const fromTop = () =>
      page.locator('[data-axis="net"] [data-name]').evaluateAll((names) =>
        names
          .map((each) => ({ text: each.getAttribute('data-name'), y: each.getBoundingClientRect().y }))
          .sort((a, b) => a.y - b.y)
          .map((each) => each.text),
      );
    await expect.poll(fromTop).toEqual(['gelu', 'tanh', 'relu']);
    await name('relu').click();
    await name('gelu').click();
    await expect.poll(losses).toEqual(['2', '4', '5']);
    // Two that are no neighbours are two ranges; dragged beside each other they are one.
    await expect.poll(() => page.locator('[data-axis="net"] .selection').count()).toBe(2);
    const [from, to] = [(await name('relu').boundingBox())!, (await name('tanh').boundingBox())!];
    const drag = async () => {
      await page.mouse.move(from.x + 4, from.y + 4);
      await page.mouse.down();
      await page.mouse.move(to.x + 4, to.y + 6, { steps: 5 });
      await expect.poll(fromTop).toEqual(['gelu', 'relu', 'tanh']);
    };
    await drag();
    await page.keyboard.press('Escape');
    await expect.poll(fromTop).toEqual(['gelu', 'tanh', 'relu']);
    expect(await losses()).toEqual(['2', '4', '5']);
    await page.mouse.up();
    await drag();
    await page.mouse.up();
    await expect.poll(fromTop).toEqual(['gelu', 'relu', 'tanh']);
    await expect.poll(() => page.locator('[data-axis="net"] .selection').count()).toBe(1);
    expect(await losses()).toEqual(['2', '4', '5']);
    await expect.poll(() => page.url()).toContain('categories=net:tanh:relu:gelu');
    await titleOf('net').click({ button: 'right' });
    const menu = page.getByRole('dialog', { name: 'Axis net' });
    await menu.getByLabel('Order').selectOption('by count');
    await expect.poll(fromTop).toEqual(['relu', 'gelu', 'tanh']);
    await menu.getByRole('checkbox', { name: 'gelu' }).uncheck();
    await expect.poll(losses).toEqual(['2', '5']);
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

  it('selects by a drag along the colours of numbers, and takes other colours', async () => {
    const { page } = visits;
    await page.getByLabel('Colour by').selectOption('loss');
    const bar = (await page.getByTitle('Drag to select the rows of these colours').boundingBox())!;
    await page.mouse.move(bar.x + bar.width * 0.5, bar.y + 5);
    await page.mouse.down();
    await page.mouse.move(bar.x + bar.width + 20, bar.y + 5, { steps: 3 });
    await page.mouse.up();
    await expect.poll(losses).toEqual(['0.75', '1']);
    await page.getByRole('button', { name: 'Select all values of loss' }).click();
    await expect.poll(async () => (await counts()).selected).toBe(4);
    await page.getByLabel('Map of colours').selectOption('cividis');
    await page.getByRole('button', { name: 'reversed' }).click();
    await expect.poll(() => page.url()).toContain('ramp=cividis~');
  });

  it('pins lines that are clicked, until they are let go', async () => {
    const { page } = visits;
    const [left, right] = [await track('loss'), await track('acc')];
    // The middle of the one line that goes from the top of loss to the bottom of acc.
    await page.mouse.move((left.x + right.x) / 2, left.y + left.height / 2 + 1);
    await expect.poll(() => page.getByRole('tooltip').count()).toBe(1);
    await page.mouse.down();
    // A person holds the button for some frames.
    await page.waitForTimeout(80);
    await page.mouse.up();
    await expect.poll(() => page.getByRole('button', { name: /^Unpin/ }).count()).toBe(1);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('button', { name: /^Unpin/ }).count()).toBe(0);
  });
});
