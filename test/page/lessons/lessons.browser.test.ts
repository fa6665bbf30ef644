import { expect, it } from 'vitest';
import { lessons } from '../../../src/page/lessons/lessons.ts';
import { countsOf } from '../driver.ts';
import { trainerOn } from '../train/trainer.ts';
import { useVisits } from '../visit.ts';

const visits = useVisits();

const { button, field, untilDone } = trainerOn(visits);

/** The names of the axes in the order of their places. */
async function axesFromLeft() {
  const axes = await visits.page
    .locator('[data-axis]')
    .evaluateAll((elements) =>
      elements.map((axis) => ({ name: axis.getAttribute('data-axis'), x: axis.getBoundingClientRect().x })),
    );
  return axes.sort((a, b) => a.x - b.x).map(({ name }) => name);
}

it('asks for a guess, trains and shows what it speaks of, and answers only then', async () => {
  const { page } = visits;
  const menu = page.getByRole('combobox', { name: 'Lesson' });
  const lesson = page.getByRole('region', { name: 'Lesson' });
  const answer = lesson.getByRole('group', { name: 'Answer' });

  // A training from before is no reason to answer.
  await field('Data').selectOption('clusters');
  await field('Training examples').fill('40');
  await field('Epochs').fill('2');
  await button('Start').click();
  await untilDone();
  await menu.selectOption('dead-or-saturated');
  await lesson.getByText('Guess first:').waitFor();
  expect(await answer.count()).toBe(0);

  await button('Start').click();
  await untilDone();
  expect(await answer.count(), 'without a guess').toBe(0);
  expect(await lesson.getByRole('button', { name: 'Keep my guess' }).isDisabled()).toBe(true);
  await lesson.getByRole('radio', { name: 'Only ReLU' }).check();
  await lesson.getByRole('combobox', { name: 'How sure are you?' }).selectOption('90 %');
  await lesson.getByRole('button', { name: 'Keep my guess' }).click();
  await lesson.getByText('Your guess: Only ReLU (90 % sure).').waitFor();
  await answer.getByText('Not quite: Only tanh.').waitFor();
  await answer.getByText(/^Your runs: .* as the answer says\.$/).waitFor();
  await lesson.getByText('0 of 1 guess right, Brier score 0.81').waitFor();

  // Its runs only, on its axes.
  await expect
    .poll(axesFromLeft)
    .toEqual(['activation', 'epoch', 'saturated_2', 'zeros_2', 'train_loss', 'valid_acc']);
  expect(await page.getByRole('tab', { name: 'Networks' }).getAttribute('aria-selected')).toBe('true');
  await expect.poll(async () => (await countsOf(page)).selected).toBe(2 * 15);

  await page.reload();
  // The trainer is closed once the stored runs are loaded.
  await expect.poll(async () => (await countsOf(page)).selected).toBe(2 * 15);
  await button('Train').click();
  await menu.selectOption('dead-or-saturated');
  await lesson.getByText('Your guess: Only ReLU (90 % sure).').waitFor();
  expect(await answer.count(), 'until it is trained or asked for').toBe(0);
  await lesson.getByRole('button', { name: 'Show the answer without training' }).click();
  await answer.getByText('Not quite: Only tanh.').waitFor();
});

// A later run has a parameter of its own; the runs of folds have scores.
it.each(['first-loss', 'fair'])('shows the axes of the lesson %s and no others', async (name) => {
  const { page } = visits;
  await page.getByRole('combobox', { name: 'Lesson' }).selectOption(name);
  await button('Start').click();
  await untilDone();
  await expect.poll(axesFromLeft).toEqual(lessons.find((lesson) => lesson.name === name)!.axes);
});
