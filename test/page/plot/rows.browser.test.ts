import { expect, it } from 'vitest';
import { countsOf } from '../driver.ts';
import { usePlottedTable } from './plotted-table.ts';

const { visits } = usePlottedTable();

it('offers epochs as rows only if runs have records', async () => {
  const { page } = visits;
  const level = page.getByRole('combobox', { name: 'One line per' });
  const epochs = level.locator('option', { hasText: 'Epoch' });
  expect(await level.inputValue()).toBe('runs');
  expect(await epochs.isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await page.getByRole('button', { name: 'Example' }).click();
  await expect.poll(async () => (await countsOf(page)).total).toBe(100);
  expect(await level.inputValue()).toBe('epochs');
  expect(await epochs.isDisabled()).toBe(false);
});

it('shows runs by a lens, and undoes the choice', async () => {
  const { page } = visits;
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await page.getByRole('button', { name: 'Example' }).click();
  await expect.poll(async () => (await countsOf(page)).total).toBe(100);
  await page.getByRole('combobox', { name: 'One line per' }).selectOption('Run');
  await expect.poll(async () => (await countsOf(page)).total).toBe(4);
  await page.getByLabel('Metric value').selectOption('Epoch of the best');
  await expect.poll(() => page.evaluate(() => location.hash)).toContain('lens=epoch-of-best');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(async () => (await countsOf(page)).total).toBe(100);
});

it('shows one metric by a lens of its own, which its axis names', async () => {
  const { page } = visits;
  const hash = () => page.evaluate(() => decodeURIComponent(location.hash));
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await page.getByRole('button', { name: 'Example' }).click();
  await page.getByRole('combobox', { name: 'One line per' }).selectOption('Run');
  await page.getByRole('button', { name: 'Values of single metrics' }).press('Enter');
  const choice = page.getByRole('combobox', { name: 'Value of valid_loss', exact: true });
  expect(await choice.locator('option').first().innerText()).toBe('As all');
  await choice.selectOption('At epoch');
  await page.getByRole('spinbutton', { name: 'Epoch, for valid_loss' }).fill('3');
  await expect.poll(hash).toContain('lenses=valid_loss:epoch-3');
  await page.keyboard.press('Escape');
  await page.locator('[data-axis="valid_loss"] .title', { hasText: 'valid_loss · at epoch 3' }).waitFor();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(hash).not.toContain('lenses');
});

it('keeps the ends of axes while the epoch moves, and plays', async () => {
  const { page } = visits;
  const hash = () => page.evaluate(() => location.hash);
  const ticks = () => page.locator('[data-axis="valid_loss"] text').allTextContents();
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await page.getByRole('button', { name: 'Example' }).click();
  await expect.poll(async () => (await countsOf(page)).total).toBe(100);
  await page.getByRole('combobox', { name: 'One line per' }).selectOption('Run');
  await page.getByLabel('Metric value').selectOption('At epoch');
  await expect.poll(hash).toContain('lens=epoch-25');
  const before = await ticks();
  await page.getByLabel('Epoch of the rows').press('Home');
  await expect.poll(hash).toContain('lens=epoch-1');
  expect(await ticks()).toEqual(before);

  await page.getByLabel('Epochs per second').selectOption('30 / s');
  await page.getByRole('button', { name: 'Play the epochs' }).click();
  await expect.poll(hash).toContain('lens=epoch-25');
  await page.getByRole('button', { name: 'Play the epochs' }).waitFor();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(hash).toContain('lens=epoch-1');
});
