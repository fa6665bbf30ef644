import { mountParallelPlot, type ParallelPlot, type PlotColumn } from '../../api/index.ts';
import { sweep } from '../sweep.ts';

export const title = 'A million rows';
export const note =
  'Every row counts: a density of all, in front of it what is brushed. It is as quick to brush as few.';

export default function mount(element: HTMLElement): ParallelPlot {
  const { activation, ...numbers } = sweep(1_000_000);
  const { layers, lr, dropout, loss, accuracy } = numbers;
  const columns = Object.entries({ activation, layers, lr, dropout, loss, accuracy }).map(
    ([name, values]): PlotColumn => ({
      name,
      values: typeof values[0] === 'string' ? values : Float64Array.from(values as number[]),
    }),
  );
  return mountParallelPlot(element, columns, {
    colorBy: 'accuracy',
    scales: { lr: 'log' },
    marks: ['histograms'],
    brushes: { activation: { values: ['relu', 'gelu'] }, accuracy: { min: 0.75, max: 1 } },
  });
}
