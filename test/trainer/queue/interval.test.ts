import { expect, it } from 'vitest';
import { createInterval } from '../../../trainer/queue/interval.ts';

it.each([
  ['at every time', 0, 1, [1, 2, 3], [true, true, true]],
  ['when it has passed since it was last', 10, 1, [5, 10, 15, 19, 20], [false, true, false, false, true]],
  ['three times as far apart', 10, 3, [10, 29, 30, 59, 60], [false, false, true, false, true]],
])('is due %s', (_, interval, stretch, times, due) => {
  let time = 0;
  const isDue = createInterval(() => time, interval);
  const answers = times.map((each) => {
    time = each;
    return isDue(stretch);
  });
  expect(answers).toEqual(due);
});
