import { describe, expect, it } from 'vitest';
import { dropFiles } from '../driver.ts';
import { usePlottedTable } from './plotted-table.ts';

const { counts, track, visits } = usePlottedTable();

describe('pinned lines', () => {
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

  it('are pinned from the table too, and say which epochs of a run they are', async () => {
    const { page } = visits;
    const lines = [1, 2, 3].map((epoch) => `relu,${String(epoch)},${String(1 / epoch)}`);
    await dropFiles(page, [{ name: 'log.csv', text: ['run,epoch,loss', ...lines].join('\n') }]);
    // Of runs of which some have no records, each is a row at first.
    await expect.poll(async () => (await counts()).total).toBe(5);
    await page.getByRole('combobox', { name: 'One line per' }).selectOption('Epoch');
    await expect.poll(async () => (await counts()).total).toBe(3);
    const table = page.getByRole('region', { name: 'Selected rows' });
    await table.getByRole('cell', { name: '0.333333', exact: true }).click();
    await table.getByRole('button', { name: 'Pin relu, epoch 1' }).press('Enter');
    const names = () =>
      page
        .getByRole('button', { name: /^Unpin/ })
        .evaluateAll((pins) => pins.map((pin) => pin.getAttribute('aria-label')));
    await expect.poll(names).toEqual(['Unpin relu, epoch 3', 'Unpin relu, epoch 1']);
    await table.getByRole('button', { name: 'Pin relu, epoch 3', pressed: true }).press('Enter');
    await expect.poll(names).toEqual(['Unpin relu, epoch 1']);
  });
});
