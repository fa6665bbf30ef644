import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { trainerOn } from './trainer.ts';
import { useVisits } from '../visit.ts';

const visits = useVisits();
const { button, field, tick } = trainerOn(visits);

it('saves what Start would train as a Python script, and reports what a script cannot have', async () => {
  const { page } = visits;
  await tick(['ReLU', 'Tanh']);
  await field('Folds').fill('4');
  const [saved] = await Promise.all([page.waitForEvent('download'), button('Python script').click()]);
  expect(saved.suggestedFilename()).toBe('sweep.py');
  const script = await readFile(await saved.path(), 'utf8');
  expect(script).toMatch(/^FOLDS = 4$/m);
  expect(script).toMatch(/^ {4}"module__activation": \["relu", "tanh"\],$/m);

  await field('Folds').fill('x');
  await button('Python script').click();
  await page
    .getByText(/^folds: expected .*"x"/i)
    .first()
    .waitFor();
});
