import { describe, expect, it } from 'vitest';
import { writeHistory } from '../../../history/index.ts';
import { makeHistory, makeRun } from '../../history/make.ts';
import { countsOf, dropFiles, rowsOf } from '../driver.ts';
import { useVisits } from '../visit.ts';

const visits = useVisits();

const table = () => visits.page.getByRole('region', { name: 'Selected rows' });
const header = (name: string) => table().locator(`th[data-name="${name}"] button`);
const headers = async () =>
  (await table().locator('th[data-name]').allInnerTexts()).map((text) => text.trim().split(/\s/)[0]);
const cell = (row: number, column: number) =>
  table().locator(`[data-row="${String(row)}"] [data-column="${String(column)}"]`);
const column = async (name: string) => (await rowsOf(visits.page)).map((row) => row[name]);

const runs = [
  { lr: 0.1, units: 64, acc: 0.9 },
  { lr: 0.01, units: 32, acc: 0.8 },
  { lr: 0.1, units: 32, acc: 0.95 },
  { lr: 0.01, units: 64, acc: null },
];

/** Four runs, the columns run, lr, units and acc. */
async function open(): Promise<void> {
  const { page } = visits;
  const history = makeHistory(
    ...runs.map(({ lr, units, acc }, i) =>
      makeRun(`run_${String(i)}`, {
        parameters: { lr, units },
        metrics: { acc: { direction: 'max' } },
        summary: { acc },
      }),
    ),
  );
  await dropFiles(page, [{ name: 'four.json', text: writeHistory(history) }]);
  await expect.poll(async () => (await countsOf(page)).total).toBe(4);
  await header('acc').waitFor();
}

/** What the table copies on Ctrl C. */
async function copied(): Promise<string> {
  const { page } = visits;
  await page.evaluate(() => {
    document.addEventListener(
      'copy',
      (event) => (document.body.dataset.copied = event.clipboardData?.getData('text/plain')),
      { once: true },
    );
  });
  await page.keyboard.press('ControlOrMeta+c');
  await page.locator('body[data-copied]').waitFor();
  return page.evaluate(() => {
    const text = document.body.dataset.copied!;
    delete document.body.dataset.copied;
    return text;
  });
}

describe('the table', () => {
  it('sorts by several columns, by pointer and keyboard, and a link and undo hold that', async () => {
    const { page } = visits;
    await open();
    await header('lr').click();
    await header('acc').click({ modifiers: ['Shift'] });
    expect(await column('run')).toEqual(['run_1', 'run_3', 'run_0', 'run_2']);
    await header('acc').press('Shift+Enter');
    expect(await column('run')).toEqual(['run_1', 'run_3', 'run_2', 'run_0']);
    expect(await table().locator('th[data-name="acc"]').getAttribute('aria-sort')).toBe('descending');
    await expect.poll(() => page.url()).toContain('table.sort=lr,acc:desc');
    await header('units').click();
    expect(await column('run')).toEqual(['run_1', 'run_2', 'run_0', 'run_3']);
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect.poll(() => page.url()).toContain('table.sort=lr,acc:desc');
  });

  it('hides, moves and pins columns', async () => {
    const { page } = visits;
    await open();
    expect(await headers()).toEqual(['run', 'lr', 'units', 'acc']);
    await header('units').press('Shift+ArrowLeft');
    expect(await headers()).toEqual(['run', 'units', 'lr', 'acc']);
    await header('acc').dragTo(header('units'));
    expect(await headers()).toEqual(['run', 'acc', 'units', 'lr']);
    await header('lr').press('p');
    expect(await headers()).toEqual(['lr', 'run', 'acc', 'units']);
    await page.getByRole('button', { name: 'Table columns' }).click();
    const picker = page.getByRole('dialog', { name: 'Table columns' });
    await picker.getByRole('textbox').fill('UNI');
    await picker.getByRole('checkbox', { name: 'units' }).uncheck();
    expect(await headers()).toEqual(['lr', 'run', 'acc']);
    await picker.getByRole('textbox').fill('');
    await picker.getByRole('button', { name: 'Move run' }).press('ArrowDown');
    expect(await headers()).toEqual(['lr', 'acc', 'run']);
    await expect.poll(() => page.url()).toMatch(/table\.columns=\w+:lr,acc,run&table\.pinned=lr/);
    await picker.getByRole('button', { name: 'Reset' }).click();
    expect(await headers()).toEqual(['run', 'lr', 'units', 'acc']);
  });

  it('copies the selected cells', async () => {
    await open();
    await cell(1, 1).hover();
    await visits.page.mouse.down();
    await cell(2, 3).hover();
    await visits.page.mouse.up();
    expect(await copied()).toBe('lr\tunits\tacc\r\n0.01\t32\t0.8\r\n0.1\t32\t0.95\r\n');
    await table().getByRole('button', { name: 'Pin run_3' }).focus();
    await visits.page.keyboard.press('Escape');
    expect(await copied()).toBe('run\tlr\tunits\tacc\r\nrun_3\t0.01\t64\t\r\n');
    await visits.page.keyboard.press('Shift+ArrowUp');
    expect((await copied()).split('\r\n').map((line) => line.split('\t')[0])).toEqual([
      'run',
      'run_2',
      'run_3',
      '',
    ]);
  });

  it('copies as LaTeX, with the best in bold', async () => {
    const { page } = visits;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await open();
    await page.getByRole('button', { name: 'Copy as' }).click();
    await page.getByRole('button', { name: 'LaTeX' }).click();
    await page.getByText('Copied 4 rows.').waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text.replaceAll('\r\n', '\n').split('\n').slice(4, 8)).toEqual([
      '  run\\_0 & 0.1 & 64 & 0.9 \\\\',
      '  run\\_1 & 0.01 & 32 & 0.8 \\\\',
      '  run\\_2 & 0.1 & 32 & \\textbf{0.95} \\\\',
      '  run\\_3 & 0.01 & 64 &  \\\\',
    ]);
  });

  it('shows configurations with deviations and their number of runs', async () => {
    const { page } = visits;
    await dropFiles(page, [
      {
        name: 'seeds.csv',
        text: 'net,seed,acc\na,0,0.96\na,1,0.98\nb,0,0.5\nb,1,0.7\n',
      },
    ]);
    await expect.poll(async () => (await countsOf(page)).total).toBe(4);
    await page.getByRole('combobox', { name: 'One line per' }).selectOption({ label: 'Configuration' });
    await table().getByText('0.970 ± 0.014').waitFor();
    expect(await column('acc')).toEqual(['0.970 ± 0.014', '0.60 ± 0.14']);
    await expect
      .poll(() => table().getByText('0.970 ± 0.014').getAttribute('title'))
      .toMatch(/^0\.97 ± .*; n = 2$/);
  });
});
