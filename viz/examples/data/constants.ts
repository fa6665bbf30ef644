import { mountParallelPlot, type ParallelPlot } from '../../api/index.ts';
import { sweep } from '../sweep.ts';

export const title = 'Constants';
export const note = 'A column that does not vary has no axis, unless it is asked for.';

export default function mount(element: HTMLElement): ParallelPlot {
  const { lr, loss } = sweep(30);
  const batch = loss.map(() => 128);
  const optimiser = loss.map(() => 'sgd');
  return mountParallelPlot(
    element,
    { lr, batch, optimiser, loss },
    { axes: ['lr', 'batch', 'optimiser', 'loss'] },
  );
}
