import { describe, expect, it } from 'vitest';
import { usePlottedTable } from './plotted-table.ts';

const { track, visits } = usePlottedTable();

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
});
