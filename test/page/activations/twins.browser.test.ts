import { beforeEach, expect, it } from 'vitest';
import { useVisits } from '../visit.ts';

const visits = useVisits();
beforeEach(() => visits.page.setDefaultTimeout(30_000));

it('trains twins, goes to the batch at which they part, and scrubs to any other', async () => {
  const { page } = visits;
  await page.getByRole('tab', { name: 'Activations' }).click();
  await page.getByText('Twin networks', { exact: true }).click();
  const twins = page.getByRole('region', { name: 'Twin networks' });

  await twins.getByLabel('Layers of the second twin').selectOption('1');
  await twins.getByLabel('after epoch').fill('10');
  await twins.getByRole('button', { name: 'Train twins' }).click();
  await twins.getByText('swap: expected an epoch before 10, the last, got 10').waitFor();

  await twins.getByLabel('after epoch').fill('2');
  await twins.getByRole('button', { name: 'Train twins' }).click();
  // 800 training rows in batches of 64 are 13 batches an epoch.
  await twins.getByText(/Batch \d+ of 130/).waitFor();
  await twins.getByLabel('Tolerance of the weights').fill('0');
  await twins.getByText('The weights part at batch 27 (epoch 3, batch 1 of it)').waitFor();
  const units = twins.getByRole('table', { name: 'Units that part them' });
  expect(await units.locator('tbody tr').count()).toBe(5);
  expect(
    await twins.getByRole('table', { name: 'Examples that part them' }).locator('tbody tr').count(),
  ).toBe(5);

  const scrubber = twins.getByRole('slider', { name: 'Batch' });
  expect(await scrubber.inputValue()).toBe('27');
  await scrubber.press('ArrowLeft');
  await twins.getByText(/At batch 26 \(epoch 2, batch 13 of it\): losses (\S+) and \1;/).waitFor();
  expect(await units.locator('tbody').innerText()).toBe('none');
  await twins.getByRole('button', { name: 'Go to where they part' }).click();
  await twins.getByText('Batch 27 of 130').waitFor();
});
