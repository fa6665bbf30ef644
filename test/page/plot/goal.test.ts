import { expect, it } from 'vitest';
import { RunSet, tableOf } from '../../../history/index.ts';
import { guessedObjective } from '../../../src/page/plot/goal.ts';
import { PlotState } from '../../../viz/index.ts';
import { makeHistory, makeRun } from '../../history/make.ts';

const metrics = { loss: { direction: 'min' }, accuracy: { direction: 'max' } } as const;
const history = makeHistory(
  makeRun('a', { parameters: { lr: 1 }, metrics, summary: { loss: 3, accuracy: 0.5 } }),
  makeRun('b', { parameters: { lr: 2 }, metrics, summary: { loss: 2, accuracy: 0.7 } }),
);
const table = tableOf(RunSet.ofHistory(history), { level: 'runs', lens: { kind: 'best' } });

it.each([
  ['as the axes are at first', () => undefined],
  ['with another axis at the right', (plot: PlotState) => plot.moveAxis('accuracy', 0)],
  ['without the axis', (plot: PlotState) => plot.hideAxis('accuracy')],
])('guesses the objective by which runs are compared %s', (_, arrange) => {
  const plot = new PlotState(table);
  arrange(plot);
  expect(guessedObjective(plot)?.metric).toBe(plot.target);
  expect(plot.target).toBeDefined();
});
