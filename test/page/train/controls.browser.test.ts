import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { readHistory } from '../../../history/index.ts';
import { trainerOn } from './trainer.ts';
import { useVisits } from '../visit.ts';

const visits = useVisits();

const { button, field, tick, total, untilDone } = trainerOn(visits);

/** Fills in a small network on points in the plane. */
async function fillIn(activations: readonly string[], settings: Readonly<Record<string, string>>) {
  const { page } = visits;
  await field('Data').selectOption('moons');
  await tick(activations);
  await page.getByText('More settings').click();
  await field('Hidden units').fill('4');
  await field('Batch size').fill('8');
  await field('Backend').selectOption('wasm');
  for (const [label, text] of Object.entries(settings)) await field(label).fill(text);
}

async function savedRuns() {
  const { page } = visits;
  const save = button('Save file');
  if (!(await save.isVisible())) await page.getByRole('button', { name: 'Export' }).click();
  await page.getByLabel('Format').selectOption('heddle');
  const [saved] = await Promise.all([page.waitForEvent('download'), save.click()]);
  return readHistory(await readFile(await saved.path(), 'utf8')).runs;
}

it('steps by batch, and changes settings of a running run', async () => {
  const { page } = visits;
  await fillIn(['ReLU'], { Epochs: '100000', 'Training examples': '200' });
  await button('Clear').click();
  await button('Start').click();
  await expect.poll(total, { timeout: 60_000 }).toBeGreaterThan(2);
  await button('Pause').click();
  await page.getByText('Paused,').waitFor();
  const place = (await button('Stop').boundingBox())!;
  expect(place.x + place.width, 'Stop is inside the window').toBeLessThanOrEqual(1440);

  const position = async () => (await page.getByText('Paused,').innerText()).split('; ')[1];
  const before = await position();
  await button('Step by batch').click();
  await expect.poll(position).not.toBe(before);
  expect(await position()).toMatch(/^epoch \d+, batch \d+ of \d+$/);

  await page.getByText('Change settings of the running runs').click();
  await field('New learning rate').fill('-1');
  await button('Change').click();
  await page.getByText('learningRate: expected a positive number, got -1').waitFor();
  await field('New learning rate').fill('0.5');
  await field('New batch size').fill('50');
  await field('New batch size').press('Enter');
  await page
    .getByText('From the next epoch of each running run: learning rate 0.5, batch size 50.')
    .waitFor();
  const epochs = await total();
  await button('Resume').click();
  await expect.poll(total, { timeout: 60_000 }).toBeGreaterThan(epochs + 2);
  await button('Stop').click();
  await untilDone();

  const [run] = await savedRuns();
  const changes = run!.records.flatMap(({ changed }) => changed ?? []);
  expect(changes).toEqual(['learning_rate 0.01 → 0.5, batch_size 8 → 50']);
  expect(run!.records.at(-1)!['train_batch_count']).toBeLessThan(
    run!.records[0]!['train_batch_count'] as number,
  );
});

it('stops the selected runs of a search, and trains queued ones instead', async () => {
  const { page } = visits;
  const seeds = '0, 1, 2, 3, 4, 5, 6, 7, 8, 9';
  await fillIn(['ReLU'], { Epochs: '100000', 'Training examples': '200' });
  await page.getByRole('textbox', { name: 'Seed', exact: true }).fill(seeds);
  await button('Clear').click();
  await button('Start').click();
  await expect.poll(total, { timeout: 60_000 }).toBeGreaterThan(2);
  await button('Pause').click();
  await page.getByText('Paused,').waitFor();

  const queue = page.getByRole('list', { name: 'Running and queued runs' });
  const names = (state: string) =>
    queue.locator(`[data-state="${state}"] .name`).evaluateAll((all) => all.map((each) => each.textContent));
  const training = await names('paused');
  const [next] = await names('queued');
  const stop = page.getByRole('button', { name: /^Stop these/ });
  expect(await stop.getAttribute('aria-disabled'), 'nothing is selected').toBe('true');

  // A brush in text, since a column without other values has no axis: on one processor one seed is trained.
  await page.getByRole('textbox', { name: 'Filter' }).fill('seed == 0');
  await page.getByRole('button', { name: 'Stop these 1', exact: true }).click();
  await page
    .getByText(new RegExp(`^Stopped 1 run; [\\d,]+ epochs are not trained. Next: ${next!}`))
    .waitFor();
  await expect.poll(() => names('paused')).not.toContain(training[0]);
  await button('Resume').click();
  await expect.poll(() => names('running'), { timeout: 60_000 }).toContain(next);
  await button('Stop').click();
  await untilDone();
});

it('sets layers in the drawing of the network', async () => {
  const { page } = visits;
  await tick(['ReLU']);
  await page.getByText('More settings').click();
  await button('Hidden layer 2: 64 units, ReLU').press('Enter');
  await page.getByLabel('Units of layer 2').fill('32');
  await page.getByLabel('Units of layer 2').blur();
  await button('Hidden layer 2: 32 units, ReLU').waitFor();
  expect(await field('Hidden units').inputValue()).toBe('128, 32');
  await page.getByLabel('Activation of layer 2').selectOption('tanh');
  expect(await field('Per layer').inputValue()).toBe('relu-tanh');
  await button('Add layer').click();
  await button('Hidden layer 3: 32 units, Tanh').waitFor();
  await button('Remove layer').click();
  await button('Remove layer').click();
  await expect.poll(() => field('Hidden units').inputValue()).toBe('128');
  expect(await page.getByRole('checkbox', { name: 'ReLU', exact: true }).isChecked()).toBe(true);
  await tick(['ReLU', 'Tanh']);
  await page.getByText('The first of several networks').waitFor();
});

it('trains more repeats of an undecided pair, which join the search', async () => {
  const { page } = visits;
  await fillIn(['ReLU', 'Tanh'], {
    Epochs: '2',
    Folds: '3',
    'Training examples': '200',
    'Learning rate': '0.1',
  });
  await button('Clear').click();
  await button('Start').click();
  await untilDone();
  await page.getByRole('tab', { name: 'Scores' }).click();
  const more = page.getByRole('button', { name: /^Train [1-9] more repeats? of both$/ });
  const margin = page.getByLabel('Practically equal up to');
  for (const points of ['40', '30', '20', '15', '10', '7', '5', '3', '2', '1', '0.5']) {
    await margin.fill(points);
    if ((await more.count()) > 0) break;
  }
  const [count] = /\d+/.exec(await more.innerText())!;
  await more.click();
  await page
    .getByText(`moons, 200 rows, 3 folds × ${String(Number(count) + 1)}`)
    .waitFor({ timeout: 60_000 });
  await untilDone();
  await page
    .getByText(`${String(3 * (Number(count) + 1))} folds)`)
    .first()
    .waitFor();
});

it('adds the own activations of a link, and says so', async () => {
  const { page } = visits;
  await page.evaluate(() => (location.hash = 'train.activations=mine&train.formulas=mine=max(0,+x)%5E2'));
  await page.getByText('The activation "mine" of the link was added: f(x) = max(0, x)^2.').waitFor();
  expect(await page.getByRole('checkbox', { name: 'mine', exact: true }).isChecked()).toBe(true);
  expect(await page.evaluate(() => location.hash)).toContain('train.formulas=mine=max(0,+x)%5E2');
});
