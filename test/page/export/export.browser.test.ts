import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { importFiles, readHistory, RunSet, toTable, writeHistory } from '../../../history/index.ts';
import type { History } from '../../../history/index.ts';
import { initialRows, tableOfRows } from '../../../src/page/experiments/rows.ts';
import { SAVED_AS, saveRuns } from '../../../src/page/export/export-runs.ts';
import { makeHistory, makeRecords, makeRun } from '../../history/make.ts';
import { countsOf, dragAlong, dropFiles } from '../driver.ts';
import { useVisits } from '../visit.ts';

const visits = useVisits();
beforeEach(() => visits.page.setDefaultTimeout(5000));
const counts = () => countsOf(visits.page);

/** Two candidates with two folds each, so that every format has something to hold. */
const grid = makeHistory(
  ...['relu', 'tanh'].flatMap((act, i) => [
    makeRun(act, { parameters: { act } }),
    ...[0, 1].map((fold) =>
      makeRun(`${act} ${String(fold)}`, {
        name: `${act}, fold ${String(fold + 1)}`,
        parent: act,
        fold,
        parameters: { act },
        metrics: { valid_loss: { direction: 'min' }, test_score: { direction: 'max' } },
        records: makeRecords({ valid_loss: 2 + i }, { valid_loss: fold === 0 ? 1.5 : NaN }),
        summary: { test_score: 0.5 + i / 4 + fold / 8 },
      }),
    ),
  ]),
);

async function open(history: History) {
  const { page } = visits;
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await dropFiles(page, [{ name: 'grid.json', text: writeHistory(history) }]);
  await expect.poll(async () => (await counts()).total).toBe(toTable(history, { rows: 'epochs' }).length);
}

/** Saves by keyboard alone, as a person without a mouse does. */
async function save(format: string, scope: string, name: string) {
  const { page } = visits;
  await page.getByRole('button', { name: 'Export' }).press('Enter');
  const form = page.getByRole('dialog', { name: 'Export' });
  await form.getByLabel('Runs').selectOption(scope);
  await form.getByLabel('Format').selectOption(format);
  await form.getByLabel('Name').fill(name);
  const [saved] = await Promise.all([page.waitForEvent('download'), form.getByLabel('Name').press('Enter')]);
  return { name: saved.suggestedFilename(), bytes: new Uint8Array(await readFile(await saved.path())) };
}

describe('the export menu', () => {
  // One visit for all: a visit each would take most of the time.
  it('saves every format, and the page takes it back', async () => {
    const { page } = visits;
    await open(grid);
    const saved = [];
    for (const { name: format } of SAVED_AS) {
      const file = await save(format, 'all', `${format} of mine`);
      expect(file.name).toMatch(/ of mine\.\w+$/);
      await page
        .getByRole('status')
        .filter({ hasText: `Saved 6 runs as ${file.name}.` })
        .waitFor();
      expect(await page.getByRole('dialog', { name: 'Export' }).isVisible()).toBe(false);
      saved.push({ format, ...file });
    }
    for (const { format, name, bytes } of saved) {
      // A worker wrote it, and it equals what is written directly.
      const direct = await saveRuns(
        { history: readHistory(writeHistory(grid)), table: toTable(grid, { rows: 'epochs' }), rows: null },
        format,
        `${format} of mine`,
      );
      const isSame = Buffer.from(await direct.content.arrayBuffer()).equals(bytes);
      expect([name, isSame]).toEqual([direct.name, true]);
      const file = { path: name, size: bytes.length, read: () => Promise.resolve(bytes) };
      const { history } = await importFiles([file]);
      // Folds without records are shown by configuration.
      const rows = tableOfRows(RunSet.ofHistory(history), initialRows).length;
      expect([format, rows > 0]).toEqual([format, true]);
      if (format === 'heddle') expect(writeHistory(history)).toBe(writeHistory(grid));
      await page.getByRole('button', { name: 'Clear', exact: true }).click();
      await expect.poll(async () => (await counts()).total).toBe(0);
      await dropFiles(page, [{ name, bytes }]);
      await expect.poll(async () => [format, (await counts()).total]).toEqual([format, rows]);
    }
  });

  it('saves what is selected, what is shown, or all', async () => {
    const { page } = visits;
    await open(grid);
    await dragAlong(page, 'valid_loss', 0, 0.4);
    await expect.poll(async () => (await counts()).selected).toBe(2);
    const lines = async (scope: string) => {
      const { bytes } = await save('rows', scope, 'x');
      return new TextDecoder().decode(bytes).trim().split(/\r?\n/).length - 1;
    };
    const { total } = await counts();
    expect(await lines('selected')).toBe(2);
    expect(await lines('shown')).toBe(total);
    expect(await lines('all')).toBe(total);
  });

  it('stops on request, and can be started again', async () => {
    const { page } = visits;
    await open(grid);
    // The worker does not start until it may.
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    await page.route(/export\.worker/, async (route) => {
      await released;
      // That of a worker which was ended is not there any more.
      await route.continue().catch(() => undefined);
    });
    await page.getByRole('button', { name: 'Export' }).click();
    const form = page.getByRole('dialog', { name: 'Export' });
    await form.getByRole('button', { name: 'Save file' }).click();
    await form.getByRole('progressbar', { name: 'Export progress' }).waitFor();
    // Meanwhile the page is anybody's.
    await form.getByLabel('Name').fill('another');
    await form.getByRole('button', { name: 'Stop' }).click();
    await expect.poll(() => form.getByRole('progressbar').count()).toBe(0);
    expect(await form.getByRole('button', { name: 'Save file' }).isEnabled()).toBe(true);
    release();
    await page.unroute(/export\.worker/);
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      form.getByRole('button', { name: 'Save file' }).click(),
    ]);
    expect(saved.suggestedFilename()).toBe('another.json');
  });

  it('says why there is nothing to save, stays open, and goes away on Escape', async () => {
    const { page } = visits;
    await open(makeHistory(makeRun('a', { records: makeRecords({ loss: 1 }) })));
    const button = page.getByRole('button', { name: 'Export' });
    await button.click();
    const form = page.getByRole('dialog', { name: 'Export' });
    await form.getByLabel('Format').selectOption('cv-results');
    await form.getByRole('button', { name: 'Save file' }).click();
    await form
      .getByRole('alert')
      .getByText('No run has folds, so there are no cv_results_ to write.')
      .waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => form.isVisible()).toBe(false);
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});
