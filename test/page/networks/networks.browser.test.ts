import { readFile } from 'node:fs/promises';
import axe from 'axe-core';
import { beforeAll, expect, it } from 'vitest';
import { rowsOf } from '../driver.ts';
import { pixelsOf, trainerOn } from '../train/trainer.ts';
import { useVisit } from '../visit.ts';

// All look at what one training has come to, and the last go on from it.
const visits = useVisit();
const { button, field, untilDone, trainSmall } = trainerOn(visits);

const below = (label: RegExp) => visits.page.locator('#below label', { hasText: label }).locator('select');
const confusionOf = (name: string) => visits.page.getByRole('region', { name: `Confusion of ${name}` });
const log = () => visits.page.getByRole('region', { name: 'Training log' });
const countsIn = async (name: string) =>
  (await confusionOf(name).locator('tbody button').allInnerTexts()).map((text) => Number(text) || 0);

beforeAll(async () => {
  await field('Data').selectOption('spiral');
  await trainSmall(6, ['ReLU', 'Tanh']);
});

it('shows what each network makes of the plane, and its curve', async () => {
  const { page } = visits;
  const [relu, tanh] = await Promise.all(
    ['relu', 'tanh'].map((name) => pixelsOf(visits, `Decision surface of ${name}`)),
  );
  expect(relu).not.toEqual(tanh);
  // Where the points are far, classes have colours of their own: a surface is no flat ground.
  expect(new Set(relu!).size).toBeGreaterThan(20);
  expect(await page.getByRole('img', { name: 'valid_acc by epoch, 2 runs' }).locator('path').count()).toBe(2);
  const [row] = await rowsOf(page);
  expect(row).toMatchObject({ activation: 'relu', epoch: '1' });
});

it('shows what a network confuses, cell by cell', async () => {
  const { page } = visits;
  await page.getByRole('tab', { name: 'Networks' }).click();
  const confusion = confusionOf('tanh');
  await confusion.waitFor();
  const counts = await countsIn('tanh');
  expect(counts).toHaveLength(9);
  // A fifth of 3,000 points validates, as many of each class.
  expect(counts.reduce((a, b) => a + b)).toBe(600);

  await confusion.locator('tbody button').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  expect(await confusion.locator(':focus').getAttribute('aria-label')).toBe(
    `${counts[4]!} of 1 predicted as 1`,
  );

  const wrong = [1, 2, 3, 5, 6, 7].find((cell) => counts[cell]! > 0)!;
  await confusion.locator('tbody button').nth(wrong).click();
  const examples = page.getByRole('region', { name: 'Examples of the cell' });
  await expect.poll(() => examples.locator('tbody tr').count()).toBe(Math.min(48, counts[wrong]!));
});

it('shows where two networks disagree, what their units see, and all of it to everybody', async () => {
  const { page } = visits;
  await below(/^\s*Compare with/).selectOption({ label: 'relu' });
  await page.getByText('Disagreements: ').waitFor();
  const disagreeing = page.getByRole('region', { name: 'Disagreements' });
  expect(await disagreeing.locator('tbody tr').count()).toBeGreaterThan(0);
  expect(await page.getByRole('img', { name: /Outputs of the units of layer/ }).count()).toBe(4);

  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const found = await (window as unknown as { axe: typeof axe }).axe.run('#below, form');
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`),
    );
  });
  expect(violations).toEqual([]);
});

it('saves a network and opens it again, the same', async () => {
  const { page } = visits;
  const counts = await countsIn('tanh');
  const [saved] = await Promise.all([page.waitForEvent('download'), button('Model').click()]);
  expect(saved.suggestedFilename()).toBe('tanh.zip');
  const buffer = await readFile(await saved.path());
  await page
    .getByLabel('Open model')
    .setInputFiles({ name: 'mine.zip', mimeType: 'application/zip', buffer });
  await confusionOf('mine').waitFor();
  expect(await countsIn('mine'), 'the same network on the same points').toEqual(counts);
});

it('continues from the weights of a network, and keeps both for the next visit', async () => {
  const { page } = visits;
  /** The loss of the first epoch of the run that the log shows. */
  const firstLoss = async () =>
    Number(await log().locator('tbody tr').last().locator('td').nth(1).innerText());
  await log().getByRole('combobox', { name: 'Run' }).selectOption({ label: 'tanh' });
  const before = await firstLoss();

  await below(/^\s*Run/).selectOption({ label: 'tanh' });
  await confusionOf('tanh').waitFor();
  await button('Continue').click();
  await page.getByText('No settings are changed yet').waitFor();
  await field('Epochs').fill('2');
  await page.getByText('Changed: epochs.').waitFor();
  await button('Start').click();
  await untilDone();
  await expect.poll(() => log().locator('tbody tr').count()).toBe(2);
  expect(await firstLoss(), 'lower than that of its parent, which began anew').toBeLessThan(before);

  await page.reload();
  await page.getByRole('tab', { name: 'Networks' }).click();
  await page
    .getByRole('region', { name: /^Confusion of tanh/ })
    .first()
    .waitFor();
});
