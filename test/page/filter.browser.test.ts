import { expect, it } from 'vitest';
import { usePlottedTable } from './plot/plotted-table.ts';

const { visits, counts, losses, brush } = usePlottedTable();

const hash = () => visits.page.evaluate(() => location.hash);
const filter = () => visits.page.getByRole('textbox', { name: 'Filter' });

it('selects rows by text, as brushes where they can say it', async () => {
  await filter().fill('loss <= 0.5 and lr < 0.25');
  await expect.poll(counts).toEqual({ selected: 2, total: 4 });
  await expect.poll(hash).toMatch(/brushes=loss:range.*,lr:range/);
  expect(await hash()).not.toContain('filter=');
  await filter().press('Enter');
  await filter().fill('loss * 2 > 1 or lr == 0.1');
  await expect.poll(losses).toEqual(['0.5', '0.75', '1']);
  await expect.poll(hash).toContain('filter=');
  expect(await hash()).not.toContain('brushes=');
});

it('shows brushes as text', async () => {
  await brush('loss', 0, 0.5);
  await expect.poll(counts).toEqual({ selected: 2, total: 4 });
  await expect.poll(() => filter().inputValue()).toMatch(/^`?loss`?|<= loss/);
  await visits.page.getByRole('button', { name: 'Clear filter' }).click();
  await expect.poll(counts).toEqual({ selected: 4, total: 4 });
});

it('names what it does not know, and leaves the selection as it is', async () => {
  await filter().fill('loss < 0.6');
  await expect.poll(counts).toEqual({ selected: 2, total: 4 });
  await filter().fill('los < 0.3');
  await expect.poll(() => visits.page.locator('#filter-error').textContent()).toContain('los');
  expect(await counts()).toEqual({ selected: 2, total: 4 });
});

it('completes names by keyboard', async () => {
  await filter().click();
  await filter().pressSequentially('ac');
  await filter().press('ArrowDown');
  await filter().press('Enter');
  await filter().pressSequentially('> 0.75');
  await expect.poll(counts).toEqual({ selected: 2, total: 4 });
  expect(await filter().inputValue()).toBe('acc > 0.75');
});

it('is kept by Keep, and undone in one step', async () => {
  await filter().fill('loss * 2 >= 1');
  await filter().press('Enter');
  await expect.poll(counts).toEqual({ selected: 3, total: 4 });
  await visits.page.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect.poll(counts).toEqual({ selected: 3, total: 3 });
  await visits.page.getByRole('button', { name: 'Undo', exact: true }).click();
  await visits.page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(counts).toEqual({ selected: 4, total: 4 });
});
