import { expect, it } from 'vitest';
import { countsOf, rowsOf } from './driver.ts';
import { useVisits } from './visit.ts';

const visits = useVisits();

const button = (name: string) => visits.page.getByRole('button', { name, exact: true });
const field = (label: string) =>
  visits.page.locator('form label', { hasText: new RegExp(`^\\s*${label}`) }).locator('input, select');
const plan = () => visits.page.locator('form .plan').innerText();
const untilDone = () => expect.poll(() => button('Start').isEnabled(), { timeout: 60_000 }).toBe(true);

/** Trains ReLU alone for so many epochs, on what the menu says, with a small network. */
async function trainSmall(epochs: number, activations = ['ReLU']) {
  const { page } = visits;
  for (const name of ['ReLU', 'Tanh', 'Leaky ReLU']) {
    await page.getByRole('checkbox', { name, exact: true }).setChecked(activations.includes(name));
  }
  await field('Epochs').fill(String(epochs));
  await page.getByText('More settings').click();
  await field('Hidden units').fill('6, 4');
  await field('Batch size').fill('32');
  await field('Backend').selectOption('wasm');
  await button('Start').click();
  await untilDone();
}

/** Each pixel of a picture's middle as a number. */
const pixels = (label: string) =>
  visits.page
    .getByRole('img', { name: label })
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => [
      ...canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data,
    ]);

it('shows the points of a toy, and what each network makes of the plane', async () => {
  const { page } = visits;
  await field('Data').selectOption('moons');
  const points = await pixels('The points of moons');
  await field('Noise').fill('0.5');
  await expect.poll(() => page.getByRole('img', { name: 'The points of moons:0.5' }).count()).toBe(1);
  expect(await pixels('The points of moons:0.5')).not.toEqual(points);

  await trainSmall(8, ['ReLU', 'Tanh']);
  const [relu, tanh] = await Promise.all(
    ['relu', 'tanh'].map((name) => pixels(`What ${name} makes of the plane`)),
  );
  expect(relu).not.toEqual(tanh);
  // Where the points are far, two classes have two colours: a surface is no flat ground.
  expect(new Set(relu!).size).toBeGreaterThan(20);
  expect(await page.getByRole('img', { name: 'valid_acc by epoch, 2 runs' }).locator('path').count()).toBe(2);
  const [row] = await rowsOf(page);
  expect(row).toMatchObject({ activation: 'relu', epoch: '1' });
});

const pets = [
  'owner,weight,colour,kind',
  ...Array.from({ length: 60 }, (_, i) => {
    const isCat = i % 2 === 0;
    return `o${i % 6},${i === 7 ? '' : (isCat ? 4 : 20) + (i % 5)},${['black', 'white'][i % 3 === 0 ? 0 : 1]},${isCat ? 'cat' : 'dog'}`;
  }),
].join('\n');
const table = (text: string, name = 'pets.csv') => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
});

it('learns a table of one’s own: what to learn, from what, and what to do about gaps', async () => {
  const { page } = visits;
  await field('Data').selectOption('table');
  expect(await plan()).toBe('3 fits to train');
  await button('Start').click();
  await page.getByText('data: choose a table, a CSV, JSON or Parquet file.').waitFor();

  await field('Table').setInputFiles(table(pets));
  await page.getByText('60 rows, 4 columns').waitFor();
  expect(await field('Target').inputValue()).toBe('kind');
  await page.getByText('2 texts, one-hot').waitFor();
  await button('Start').click();
  await page.getByText('pets.csv: row 8, column "weight": the cell is missing').waitFor();
  expect((await countsOf(page)).total, 'nothing that was there is lost').toBeGreaterThan(50);

  await page.getByRole('checkbox', { name: 'Drop rows with missing cells' }).check();
  await page.getByText('Groups, test set, order').click();
  await field('Groups').selectOption('owner');
  await trainSmall(12);
  await page.getByText('1 of 60 rows have missing cells and were dropped.').waitFor();
  expect((await countsOf(page)).total).toBe(12);
  const log = page.getByRole('region', { name: 'Training log' }).locator('tbody tr');
  const [epoch, , accuracy] = await log.first().locator('td').allInnerTexts();
  expect([epoch, Number(accuracy) > 0.9]).toEqual(['12', true]);

  // A target of text can be no regression, and the form's other answer is a number.
  await field('learned as').selectOption('regression');
  await button('Start').click();
  await page.getByText('target "kind": expected numbers for a regression, got "cat" in row').waitFor();
  await field('Target').selectOption('weight');
  await field('learned as').selectOption('auto');
  await button('Start').click();
  await untilDone();
  await page.getByRole('columnheader', { name: 'valid R²' }).waitFor();
});
