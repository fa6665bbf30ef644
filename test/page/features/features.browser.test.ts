import { describe, expect, it } from 'vitest';
import { history, item, message, record, wandbFile } from '../../../fixtures/formats/wandb-writer.ts';
import { countsOf, dragAlong, dropFiles, rowsOf } from '../driver.ts';
import { useVisits } from '../visit.ts';

// Rows of docs/features.md that concern several parts of the page.
const visits = useVisits();

const counts = () => countsOf(visits.page);
const panel = () => visits.page.getByRole('tabpanel');
const tab = (name: string) => visits.page.getByRole('tab', { name, exact: true });

/** 40 runs of three epochs. */
function runsCsv(): string {
  const rows = Array.from({ length: 120 }, (_, row) => {
    const [run, epoch] = [Math.floor(row / 3), (row % 3) + 1];
    return [`run-${String(run)}`, run / 40, epoch, (1 / epoch + run / 80).toFixed(3)].join();
  });
  return ['run,lr,epoch,loss', ...rows].join('\n');
}

describe('a brush', () => {
  it('selects the same runs in every view', async () => {
    const { page } = visits;
    await dropFiles(page, [{ name: 'runs.csv', text: runsCsv() }]);
    await expect.poll(counts).toEqual({ selected: 120, total: 120 });
    await page.getByRole('combobox', { name: 'One line per' }).selectOption({ label: 'Run' });
    await expect.poll(counts).toEqual({ selected: 40, total: 40 });
    await dragAlong(page, 'lr', 0, 0.3);
    await expect.poll(async () => (await counts()).selected).toBeLessThan(40);
    const { selected } = await counts();
    expect(selected).toBeGreaterThan(5);

    // Tall enough for the table to hold every row.
    await page.setViewportSize({ width: 1440, height: 2400 });
    await tab('Table').click();
    await expect.poll(async () => (await rowsOf(page)).length).toBe(selected);
    await tab('Curves').click();
    await panel()
      .getByText(`${String(selected)} runs`, { exact: true })
      .waitFor();
    await tab('Compare').click();
    await panel().getByRole('button', { name: 'Compare the selection with the rest' }).click();
    await panel()
      .getByText(`${String(selected)} selected`)
      .waitFor();
  });
});

describe('a chart of curves per value of a parameter', () => {
  it('is in the link, and undone', async () => {
    const { page } = visits;
    const hash = () => decodeURIComponent(new URL(page.url()).hash);
    await tab('Curves').click();
    await panel().getByLabel('One chart per').selectOption('metric and activation');
    await panel().getByRole('region', { name: 'valid_loss, activation tanh' }).waitFor();
    await expect.poll(hash).toContain('curves.by=activation');
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await panel().getByRole('region', { name: 'valid_loss', exact: true }).waitFor();
    await expect.poll(hash).not.toContain('curves.by');
  });
});

describe('values that are not finite', () => {
  it.each([
    ['missing', 1],
    ['not a number', 2],
    ['positive infinity', 1],
    ['negative infinity', 1],
  ])('have a lane below the axis that can be selected: %s', async (lane, rows) => {
    const { page } = visits;
    const csv = 'lr,loss\n0.1,0.5\n0.2,NaN\n0.3,inf\n0.4,\n0.5,-inf\n0.6,NaN\n0.7,0.25\n';
    await dropFiles(page, [{ name: 'diverged.csv', text: csv }]);
    await expect.poll(counts).toEqual({ selected: 7, total: 7 });
    await page.locator('[data-axis="loss"] .title').press('m');
    const lanes = page
      .getByRole('dialog', { name: 'Axis loss' })
      .getByRole('group', { name: 'Rows without a value on the axis' });
    const box = lanes.getByRole('checkbox', { name: new RegExp(`^${lane} ${String(rows)}$`) });
    await box.check();
    await expect.poll(counts).toEqual({ selected: rows, total: 7 });
  });
});

describe('W&B runs that were recorded offline', () => {
  it('are read in the page, without an account', async () => {
    const { page } = visits;
    const runs = ['swift-owl-7', 'calm-sea-8'].map((name, at) => ({
      name: `run-${String(at)}.wandb`,
      bytes: wandbFile([
        record(17, message([1, `id${String(at)}`], [8, name])),
        record(5, message([1, item('lr', 0.1 * (at + 1))])),
        ...[2, 1.5, 1].map((loss, step) => history(step, item('loss', loss + at))),
        record(18, message([1, 0])),
      ]),
    }));
    await dropFiles(page, runs);
    await expect.poll(counts).toEqual({ selected: 6, total: 6 });
    const names = page.getByRole('treegrid', { name: 'List of runs' }).locator('.parts');
    await expect
      .poll(async () => (await names.allInnerTexts()).sort())
      .toEqual(['calm-sea-8', 'swift-owl-7']);
    await tab('Curves').click();
    await panel().getByRole('region', { name: 'loss' }).waitFor();
  });
});
