import { expect, it } from 'vitest';
import { countsOf } from '../driver.ts';
import { usePlottedTable } from './plotted-table.ts';

const { visits } = usePlottedTable();

it('offers epochs as rows only if runs have records', async () => {
  const { page } = visits;
  const rows = page.getByRole('group', { name: 'Rows', exact: true });
  expect(await rows.count()).toBe(0);
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await page.getByRole('button', { name: 'Example' }).click();
  await expect.poll(async () => (await countsOf(page)).total).toBe(100);
  expect(await rows.getByRole('button', { name: 'Epochs' }).getAttribute('aria-pressed')).toBe('true');
});
