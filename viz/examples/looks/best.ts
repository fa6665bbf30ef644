import { mountParallelPlot, type ParallelPlot } from '../../api/index.ts';
import { sweep } from '../sweep.ts';

export const title = 'The best in front';
export const note =
  'Five thousand rows as a density, and the true lines of the twenty with the highest accuracy before it.';

export default function mount(element: HTMLElement): ParallelPlot {
  const { activation, lr, dropout, loss, accuracy } = sweep(5000);
  return mountParallelPlot(
    element,
    { activation, lr, dropout, accuracy, loss },
    { best: { count: 20, by: 'accuracy' }, scales: { lr: 'log' }, colorBy: 'activation' },
  );
}
