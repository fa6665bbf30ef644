import { expect, it } from 'vitest';
import { lessonChart } from '../../../src/page/lessons/charts.ts';
import { viewOfLesson, withAxes } from '../../../src/page/lessons/show-lesson.ts';
import { HISTOGRAM_EDGES, histogramOf, madeRun } from './runs.ts';

it('draws the last gradient of each layer as bars, a series per run', () => {
  const runs = [
    madeRun({ activation: 'relu' }, [{ grad_1: 9 }, { grad_1: 0.1, grad_2: 0.2, grad_3: 0 }]),
    madeRun({ activation: 'tanh' }, [{ grad_1: NaN, grad_2: 0.5 }]),
  ];
  const { kind, series } = lessonChart('gradients', runs);
  expect(kind).toBe('bars');
  expect(series.map(({ activation, points }) => [activation, points])).toEqual([
    [
      'relu',
      [
        { x: 1, y: 0.1 },
        { x: 2, y: 0.2 },
      ],
    ],
    ['tanh', [{ x: 2, y: 0.5 }]],
  ]);
});

it('draws the spread of each layer’s outputs as bars', () => {
  const distribution = { edges: HISTOGRAM_EDGES, epochs: [1], counts: [histogramOf([-1.125, 1.125])] };
  const run = madeRun({ activation: 'linear' }, [], { distributions: { pre_activation_1: distribution } });
  expect(lessonChart('spreads', [run]).series[0]!.points).toEqual([{ x: 1, y: 1.125 }]);
});

it('draws the loss by learning rate, a curve per activation in the order of the rates, without diverged runs', () => {
  const at = (activation: string, learning_rate: number, train_loss: number) =>
    madeRun({ activation, learning_rate }, [{ train_loss }]);
  const { series } = lessonChart('rates', [
    at('relu', 1, NaN),
    at('relu', 0.1, 0.4),
    at('relu', 0.01, 1),
    at('tanh', 1, 2),
  ]);
  expect(series).toEqual([
    {
      name: 'relu',
      activation: 'relu',
      points: [
        { x: 0.01, y: 1 },
        { x: 0.1, y: 0.4 },
      ],
    },
    { name: 'tanh', activation: 'tanh', points: [{ x: 1, y: 2 }] },
  ]);
});

it('shows the axes of a lesson, and hides the other columns once the table has them', () => {
  const axes = ['activation', 'valid_acc'];
  const page = viewOfLesson({ view: 'view=curves&level=runs&color=activation', axes });
  expect(page).toMatchObject({
    view: 'curves',
    rows: { level: 'runs' },
    plot: { colorBy: 'activation', order: axes },
  });
  expect(withAxes(page.plot, axes, ['activation', 'hidden'])).toBeNull();
  expect(withAxes(page.plot, axes, ['hidden', 'activation', 'valid_acc', 'dur'])).toEqual({
    ...page.plot,
    order: axes,
    shown: axes,
    hidden: ['hidden', 'dur'],
  });
});
