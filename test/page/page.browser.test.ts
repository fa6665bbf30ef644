import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readHistory } from '../../history/index.ts';
import { countsOf, dragAlong, dropFiles, rowsOf, type DroppedFile } from './driver.ts';
import { useVisits } from './visit.ts';

const reference = fileURLToPath(
  new URL('../../../shared/reference/skorch_relu_history.json', import.meta.url),
);

const visits = useVisits();

/** The field of the trainer panel whose label begins with `label`. */
const field = (label: string) =>
  visits.page.locator('form label', { hasText: new RegExp(`^\\s*${label}`) }).locator('input, select');

/** What the export menu saves of the selected rows. */
async function exported(format: 'heddle' | 'rows'): Promise<string> {
  const { page } = visits;
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByLabel('Format').selectOption(format);
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save file' }).click(),
  ]);
  return readFile(await saved.path(), 'utf8');
}

/** Shows the constant columns of the table. */
const showConstants = () => visits.page.getByRole('button', { name: 'Show constant columns' }).click();

const counts = () => countsOf(visits.page);
const rows = () => rowsOf(visits.page);
const drop = (files: DroppedFile[]) => dropFiles(visits.page, files);
const brush = (name: string, from: number, to: number) => dragAlong(visits.page, name, from, to);

describe('the page', () => {
  it('opens on a real experiment', async () => {
    const { page } = visits;
    const { selected, total } = await counts();
    expect(total).toBeGreaterThanOrEqual(100);
    expect(selected).toBe(total);
    await expect.poll(() => page.locator('[data-axis="valid_acc"]').count()).toBe(1);
  });

  it.each([
    [1440, 'the names of the views', '#details [role="tablist"]'],
    [1100, 'the sentence about all rows', '.summary'],
  ])('at %i px shows in full %s', async (width, _, selector) => {
    const { page } = visits;
    await page.setViewportSize({ width, height: 900 });
    await page.locator('.summary', { hasText: 'Best test_acc' }).waitFor();
    const part = page.locator(selector).first();
    await expect
      .poll(() => part.evaluate((element) => element.scrollWidth - element.clientWidth))
      .toBeLessThanOrEqual(0);
  });

  it('is no wider than the window of a phone', async () => {
    const { page } = visits;
    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole('button', { name: 'Views' }).waitFor();
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth))
      .toBeLessThanOrEqual(0);
  });

  it('describes the line under the pointer and the hovered row of the table', async () => {
    const { page } = visits;
    const tooltip = page.getByRole('tooltip');
    const track = page.locator('[data-axis="valid_acc"] [data-part="track"]');
    const { x, y, height } = (await track.boundingBox())!;
    // Beside an axis lines are dense: going down it, the pointer is bound to meet one.
    for (let share = 0.02; share < 1 && (await tooltip.count()) === 0; share += 0.02) {
      await page.mouse.move(x - 12, y + height * share);
      // The tooltip is there in the frame after the one in which the pointer moved.
      await page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
    }
    const shown = await tooltip.evaluate((element) => {
      const texts = (selector: string) =>
        [...element.querySelectorAll<HTMLElement>(selector)].map((part) => part.innerText.trim());
      return { run: texts('strong')[0], names: texts('tbody th'), values: texts('td.value') };
    });
    expect(shown.names).toEqual(expect.arrayContaining(['epoch', 'train_loss', 'valid_acc']));

    // Tall enough for the table to hold every row.
    await page.setViewportSize({ width: 1440, height: 9000 });
    const { total } = await counts();
    await expect.poll(async () => (await rows()).length).toBe(total);
    const same = (await rows()).filter(
      (row) =>
        shown.run === `${row.run!}, epoch ${row.epoch!}` &&
        row.epoch === shown.values[shown.names.indexOf('epoch')],
    );
    expect(same.map((row) => shown.names.map((name) => row[name]))).toEqual([shown.values]);
  });

  it('marks the line of the row of the table under the pointer', async () => {
    const { page } = visits;
    const highlight = page.locator('canvas').last();
    const inked = () =>
      highlight.evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        return data.filter((value, index) => index % 4 === 3 && value > 0).length;
      });
    expect(await inked()).toBe(0);
    const row = page.getByRole('region', { name: 'Selected rows' }).locator('tbody tr').nth(2);
    await row.hover();
    await expect.poll(inked).toBeGreaterThan(500);
    expect(await row.getAttribute('class')).toContain('hovered');
    await page.mouse.move(5, 5);
    await expect.poll(inked).toBe(0);
  });

  it('trains MNIST with WebGL, shows the lines as they come, and takes back what it exports', async () => {
    const { page } = visits;
    await page.getByRole('checkbox', { name: 'Tanh', exact: true }).uncheck();
    await page.getByRole('checkbox', { name: 'Leaky ReLU' }).uncheck();
    await field('Epochs').fill('2');
    await page.getByText('More settings').click();
    await field('Backend').selectOption('webgl');
    await page.getByRole('button', { name: 'Start', exact: true }).click();

    await expect.poll(async () => (await counts()).total, { timeout: 150_000 }).toBe(1);
    expect(await page.getByRole('button', { name: 'Stop', exact: true }).isEnabled()).toBe(true);
    await expect.poll(async () => (await counts()).total, { timeout: 150_000 }).toBe(2);
    // A software renderer takes its time for the test images.
    await expect
      .poll(() => page.getByRole('button', { name: 'Start', exact: true }).isEnabled(), { timeout: 60_000 })
      .toBe(true);

    const trained = await rows();
    expect(trained.map((row) => row.epoch)).toEqual(['1', '2']);
    expect(Number(trained[1]!.valid_acc)).toBeGreaterThan(0.9);
    expect(await page.getByText('webgl').count()).toBeGreaterThan(0);

    await brush('epoch', 0, 0.4);
    await expect.poll(async () => (await counts()).selected).toBe(1);
    await showConstants();
    const selected = await rows();
    const json = await exported('heddle');
    expect(readHistory(json).runs[0]!.records).toHaveLength(1);

    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await expect.poll(async () => (await counts()).total).toBe(0);
    await drop([{ name: 'heddle-history.json', text: json }]);
    await expect.poll(async () => (await counts()).total).toBe(1);
    expect(await rows()).toEqual(selected);
  });

  it.skipIf(!existsSync(reference))(
    'shows the 25 epochs of a skorch history, with its best flags',
    async () => {
      const { page } = visits;
      // High enough for the table to hold all rows at once.
      await page.setViewportSize({ width: 1440, height: 2400 });
      const text = readFileSync(reference, 'utf8');
      await drop([{ name: 'history.json', text }]);
      await expect.poll(counts).toEqual({ selected: 25, total: 25 });
      const records = JSON.parse(text) as Record<string, unknown>[];
      await showConstants();
      // The table learns of its height after the page has been laid out anew.
      await expect.poll(async () => (await rows()).length).toBe(25);
      const shown = await rows();
      for (const flag of ['train_loss_best', 'valid_loss_best', 'valid_acc_best']) {
        expect(shown.map((row) => row[flag])).toEqual(records.map((record) => String(record[flag])));
      }
    },
  );

  it('says what is wrong with a file and keeps what is there', async () => {
    const { page } = visits;
    const before = await counts();
    await drop([
      { name: 'broken.json', text: '[{"epoch": 1, "train_loss": ' },
      { name: 'empty.csv', text: '' },
    ]);
    await expect.poll(() => page.getByRole('alert').count()).toBe(2);
    expect(await page.getByRole('alert').filter({ hasText: 'broken.json' }).count()).toBe(1);
    expect(await counts()).toEqual(before);
  });

  it('opens the good files beside a bad one, and shows text from files as text', async () => {
    const { page } = visits;
    const csv = 'name,loss\n<img src=x onerror=alert(1)>,0.5\n__proto__,0.25\n';
    await drop([
      { name: 'bad.json', text: '{' },
      { name: 'runs.csv', text: csv },
    ]);
    await expect.poll(async () => (await counts()).total).toBe(2);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.getByText('<img src=x onerror=alert(1)>').count()).toBeGreaterThan(0);
  });

  it('keeps the runs and the view from visit to visit', async () => {
    const { page } = visits;
    await drop([{ name: 'runs.csv', text: 'lr,loss\n0.1,0.5\n0.01,0.25\n0.001,0.75\n' }]);
    await expect.poll(counts).toEqual({ selected: 3, total: 3 });
    await brush('loss', 0.4, 1);
    await expect.poll(async () => (await counts()).selected).toBe(2);
    // The address follows a moment after the last move, which is at the smallest loss.
    await expect.poll(() => new URL(page.url()).hash).toContain('brushes=loss:range:0.25:');
    await page.reload();
    await expect.poll(counts).toEqual({ selected: 2, total: 3 });
  });

  it('exports the selected rows as CSV', async () => {
    await drop([{ name: 'runs.csv', text: 'lr,loss\n0.1,0.5\n0.01,0.25\n0.001,NaN\n' }]);
    await expect.poll(counts).toEqual({ selected: 3, total: 3 });
    const lines = (await exported('rows')).trim().split(/\r?\n/);
    expect(lines[0]).toContain('loss');
    expect(lines).toHaveLength(4);
    expect(lines.at(-1)).toContain('NaN');
  });

  it.each([
    ['one row', 'lr,loss\n0.1,0.5\n', 1],
    ['constants only', 'lr,loss\n0.1,0.5\n0.1,0.5\n', 2],
    ['no finite value', 'lr,loss\nNaN,inf\nNaN,-inf\n', 2],
    ['nothing but gaps in a column', 'lr,loss\n0.1,\n0.2,\n', 2],
    ['columns called as objects call theirs', '__proto__,constructor,loss\n1,2,3\n4,5,6\n', 2],
    ['HTML in a column name', 'lr,<b onclick=alert(1)>loss</b>\n0.1,0.5\n0.2,0.25\n', 2],
  ])('shows a file with %s', async (_, text, total) => {
    const { page } = visits;
    await drop([{ name: 'little.csv', text }]);
    await expect.poll(counts).toEqual({ selected: total, total });
    expect(await page.locator('[data-axis]').count()).toBeGreaterThan(0);
    expect(await page.locator('[data-axis] b').count()).toBe(0);
  });

  it('says so where there is nothing to show', async () => {
    const { page } = visits;
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await page.getByText('No runs yet.').waitFor();
    expect(await counts()).toEqual({ selected: 0, total: 0 });
  });

  it('opens what the file picker gives', async () => {
    await visits.page
      .getByLabel('Open files')
      .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('x,loss\n1,2\n3,4\n') });
    await expect.poll(async () => (await counts()).total).toBe(2);
  });

  it('stops a training and keeps the finished epochs', async () => {
    const { page } = visits;
    await field('Data').selectOption('spiral');
    await field('Epochs').fill('5000');
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await expect.poll(async () => (await counts()).total, { timeout: 60_000 }).toBeGreaterThan(2);
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect
      .poll(() => page.getByRole('button', { name: 'Start', exact: true }).isEnabled(), { timeout: 30_000 })
      .toBe(true);
    const { total } = await counts();
    expect(total).toBeGreaterThan(2);
    expect(total).toBeLessThan(5000 * 3);
  });

  it('draws an activation of one’s own, says where its derivative is wrong, and trains with it', async () => {
    const { page } = visits;
    await page.getByRole('tab', { name: 'Activations' }).click();
    await page.getByRole('button', { name: 'Custom' }).click();
    const form = page.getByRole('form', { name: 'Custom activation' });
    await form.getByLabel('Name').fill('mine');
    await form.getByLabel('f(x) =').fill('x * sigmoid(x)');
    await form.getByLabel('f′(x) =').fill('1');
    await expect.poll(() => form.getByRole('status').innerText()).toContain('wrong at x =');
    await form.getByLabel('f′(x) =').fill('');
    await form.getByRole('button', { name: 'Add' }).click();
    await page.getByRole('img', { name: /f\(x\) of .*mine/ }).waitFor();

    for (const name of ['ReLU', 'Tanh', 'Leaky ReLU']) await page.getByLabel(name, { exact: true }).uncheck();
    await page.getByRole('button', { name: /^All \d+/ }).click();
    await page.getByRole('checkbox', { name: 'mine' }).check();
    await field('Data').selectOption('spiral');
    await field('Epochs').fill('2');
    await page.getByRole('button', { name: 'Start' }).click();
    await expect.poll(counts, { timeout: 60_000 }).toEqual({ selected: 2, total: 2 });
    await page.getByRole('tab', { name: 'Table' }).click();
    await page.getByText('x * sigmoid(x)').waitFor();
  });

  it('names a wrong setting and trains nothing', async () => {
    const { page } = visits;
    await page.getByText('More settings').click();
    await field('Hidden units').fill('128, -4');
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('-4');
    expect(await page.getByText('An example:').count()).toBe(1);
  });

  it('is dark where the system is', async () => {
    const { page } = visits;
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark');
    await page.getByRole('button', { name: 'Light theme' }).click();
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('light');
  });
});
