import { randomLcg } from 'd3';
import { mountParallelPlot, type ParallelPlot, type PlotColumn } from '../../api/index.ts';
import { sweep } from '../sweep.ts';

export const title = 'More columns than axes';
export const note =
  'Of thirty-two columns six are shown at first: the main metrics, and parameters as far as there is room. What is asked for by name is shown beside them.';

export default function mount(element: HTMLElement): ParallelPlot {
  const { lr, dropout, loss, accuracy } = sweep(120);
  const random = randomLcg(0.7);
  const others = Array.from({ length: 28 }, (_, at): PlotColumn => ({
    name: `option_${String(at + 1)}`,
    values: lr.map(() => Math.floor(6 * random())),
    role: 'parameter',
  }));
  return mountParallelPlot(
    element,
    [
      { name: 'lr', values: lr, role: 'parameter' },
      { name: 'dropout', values: dropout, role: 'parameter' },
      ...others,
      { name: 'loss', values: loss, direction: 'min' },
      { name: 'accuracy', values: accuracy, direction: 'max' },
    ],
    { maxAxes: 6, scales: { lr: 'log' }, colorBy: 'accuracy' },
  );
}
