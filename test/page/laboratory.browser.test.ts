import { expect, inject, it } from 'vitest';
import { countsOf } from './driver.ts';
import { pixelsOf, trainerOn } from './train/trainer.ts';
import { useVisits } from './visit.ts';

const visits = useVisits();

const { button, field, untilDone, trainSmall } = trainerOn(visits);
const plan = () => visits.page.locator('form .plan').innerText();

it('shows the points of a toy as noisy as they are asked for', async () => {
  const { page } = visits;
  await field('Data').selectOption('moons');
  const points = await pixelsOf(visits, 'Points of moons');
  await field('Noise').fill('0.5');
  await expect.poll(() => page.getByRole('img', { name: 'Points of moons:0.5' }).count()).toBe(1);
  expect(await pixelsOf(visits, 'Points of moons:0.5')).not.toEqual(points);
});

const pets = [
  'owner,weight,colour,kind',
  ...Array.from({ length: 60 }, (_, i) => {
    const isCat = i % 2 === 0;
    return `o${i % 6},${i === 7 ? '' : (isCat ? 4 : 20) + (i % 5)},${['black', 'white'][Math.floor(i / 6) % 2]},${isCat ? 'cat' : 'dog'}`;
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

  await page.getByLabel('Missing cells').selectOption('drop');
  await page.getByText('Groups, test set, order').click();
  await field('Groups').selectOption('owner');
  await field('Learning rate').fill('0.1');
  await trainSmall(40);
  await page.getByText('1 of 60 rows have missing cells and were dropped.').waitFor();
  expect((await countsOf(page)).total).toBe(40);
  const log = page.getByRole('region', { name: 'Training log' }).locator('tbody tr');
  const [epoch, , accuracy] = await log.first().locator('td').allInnerTexts();
  expect([epoch, Number(accuracy) > 0.9]).toEqual(['40', true]);

  // A target of text can be no regression, and the form's other answer is a number.
  await field('Task').selectOption('regression');
  await button('Start').click();
  await page.getByText(/target "kind": expected numbers for a regression, got "(cat|dog)" in row/).waitFor();
  await field('Target').selectOption('weight');
  await button('Start').click();
  await untilDone();
  await page.getByRole('columnheader', { name: 'valid R²' }).waitFor();
});

it('compares configurations fold by fold, each activation at its own rate', async () => {
  const { page } = visits;
  await page.getByRole('tab', { name: 'Scores' }).click();
  await page.getByText('No cross-validation yet').waitFor();
  await field('Data').selectOption('circles');
  await page.getByText('Search', { exact: true }).click();
  await page.getByRole('checkbox', { name: 'Fair learning rates' }).check();
  expect(await field('Learning rate').inputValue()).toBe('0.001, 0.003, 0.01, 0.03, 0.1, 0.3');
  expect(await plan()).toBe('18 configurations × 3 folds = 54 fits');
  await field('Learning rate').fill('0.001, 0.1');
  await field('Training examples').fill('300');
  await trainSmall(6, ['ReLU', 'Tanh']);

  const table = page.getByRole('region', { name: 'Scores of the configurations' });
  const rows = () => table.locator('tbody tr');
  // Each activation at its own rate: one row each, whatever rate that is.
  await expect.poll(() => rows().count()).toBe(2);
  await page.getByRole('checkbox', { name: 'each activation at its own rate' }).uncheck();
  await expect.poll(() => rows().count()).toBe(4);
  const ranks = (await rows().locator('td:nth-child(2)').allInnerTexts()).map(Number);
  expect(ranks[0]).toBe(1);
  expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));

  const verdict = page.getByRole('region', { name: 'Verdict' });
  await table.getByRole('checkbox', { name: 'Compare tanh learning_rate=0.001' }).check();
  await table.getByRole('checkbox', { name: 'Compare relu learning_rate=0.001' }).check();
  expect(await table.getByRole('checkbox', { checked: true }).count()).toBe(2);
  const text = await verdict.innerText();
  expect(text).toMatch(/relu learning_rate=0\.001/);
  expect(text).toMatch(/95 % interval .* points|95 % interval/);
  expect(await verdict.getByRole('img').locator('circle.fold').count()).toBe(3);
  expect(await verdict.locator('td.chosen').count()).toBe(2);
});

it('says that a run diverged and why, keeps the others, and names what cannot be trained', async () => {
  const { page } = visits;
  await field('Data').selectOption('xor');
  await field('Training examples').fill('40');
  await field('Folds').fill('50');
  await button('Start').click();
  await page.getByRole('alert').getByText('50 folds need as many rows, xor has 40').waitFor();
  expect(await page.getByText('An example:').count()).toBe(1);

  await field('Training examples').fill('400');
  await field('Folds').fill('');
  await field('Learning rate').fill('0.05, 1e30');
  await trainSmall(4);
  const notes = page.getByRole('group', { name: 'Health of the runs' });
  await notes.getByText(/Diverged: \w+_loss became .* The learning rate 1e\+30 may be too high/).waitFor();
  const log = page.getByRole('region', { name: 'Training log' });
  await log.getByRole('combobox', { name: 'Run' }).selectOption({ label: 'relu learning_rate=0.05' });
  expect(await log.locator('tbody tr').count()).toBe(4);
  await notes.getByRole('button', { name: 'relu learning_rate=1e+30: diverged' }).click();
  await notes.getByText('The learning rate 1e+30 may be too high').waitFor();
});

it('begins as a link says, hides what it hides, and keeps its own address up to date', async () => {
  const { page } = visits;
  const setup = '#train.data=moons:0.3&train.activations=gelu,relu&train.folds=4&hide=search,more';
  await page.goto('about:blank');
  await page.goto(`${inject('address')}${setup}`);
  await expect.poll(plan).toBe('2 configurations × 4 folds = 8 fits');
  expect(await field('Noise').inputValue()).toBe('0.3');
  expect(await page.getByText('More settings').count()).toBe(0);
  await field('Epochs').fill('7');
  await expect.poll(() => new URL(page.url()).hash).toContain('train.epochs=7');
  expect(new URL(page.url()).hash).toContain('hide=search,more');
});

/** A pair of IDX files: upright bars are class 0, flat ones class 1, in the middle of 28 × 28 pixels. */
function bars(count: number) {
  const images = Buffer.alloc(16 + count * 784);
  const labels = Buffer.alloc(8 + count);
  images.writeUInt32BE(0x0803);
  labels.writeUInt32BE(0x0801);
  [count, 28, 28].forEach((size, axis) => images.writeUInt32BE(size, 4 + 4 * axis));
  labels.writeUInt32BE(count, 4);
  for (let i = 0; i < count; i++) {
    const [isFlat, half, from] = [i % 2, 1 + (i % 3), 4 + (i % 4)];
    labels[8 + i] = isFlat;
    for (let long = from; long < 28 - from; long++) {
      for (let short = 14 - half; short < 14 + half; short++) {
        images[16 + i * 784 + (isFlat ? short * 28 + long : long * 28 + short)] = 255;
      }
    }
  }
  return { images, labels };
}

it('learns images of one’s own, and says what it makes of a drawing', async () => {
  const { page } = visits;
  const { images, labels } = bars(120);
  const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer });
  await field('Data').selectOption('idx');
  await field('Images').setInputFiles(file('bars', images));
  await field('Labels').setInputFiles(file('bars-labels', labels));
  await field('Learning rate').fill('0.02');
  await trainSmall(8);
  await page.getByRole('tab', { name: 'Networks' }).click();
  await page.getByRole('img', { name: 'Weights of the first layer of relu' }).waitFor();

  const pad = page.getByLabel('Draw a digit here');
  const draw = async (from: readonly [number, number], to: readonly [number, number]) => {
    await pad.scrollIntoViewIfNeeded();
    const { x, y } = (await pad.boundingBox())!;
    await page.mouse.move(x + from[0], y + from[1]);
    await page.mouse.down();
    await page.mouse.move(x + to[0], y + to[1], { steps: 8 });
    await page.mouse.up();
  };
  const answer = page.getByRole('figure', { name: 'Prediction of relu' });
  // Off the middle, since what is drawn is centred as the set is.
  await draw([40, 30], [40, 130]);
  await expect.poll(() => answer.locator('tr.first th').innerText()).toBe('0');
  await page.locator('.pad').getByRole('button', { name: 'Clear' }).click();
  expect(await answer.count()).toBe(0);
  await draw([30, 120], [130, 120]);
  await expect.poll(() => answer.locator('tr.first th').innerText()).toBe('1');
  expect(await answer.getByRole('img', { name: /^Outputs of layer/ }).count()).toBe(2);

  await page.getByRole('button', { name: '12 of 1 predicted as 1' }).click();
  await expect.poll(() => page.getByRole('img', { name: '1, predicted 1' }).count()).toBe(12);

  await page.getByRole('tab', { name: 'Activations' }).click();
  await page
    .locator('#below label', { hasText: /^\s*Pre-activations of/ })
    .locator('select')
    .selectOption({ label: 'relu, layer 2' });
  await page.getByRole('img', { name: 'Pre-activations of 8 epochs from -5 to 5' }).waitFor();
  await page.getByRole('button', { name: 'Play epochs' }).click();
  await page.getByText('epoch 1', { exact: false }).first().waitFor();
});
