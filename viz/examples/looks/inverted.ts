import { mountParallelPlot, type ParallelPlot } from '../../api/index.ts';
import { sweep } from '../sweep.ts';

export const title = 'Turned and ordered';
export const note =
  'Low losses on top, so that all that is good is up; the axes in an order of one’s own, one hidden.';

export default function mount(element: HTMLElement): ParallelPlot {
  const { activation, lr, dropout, loss, accuracy } = sweep(60);
  return mountParallelPlot(
    element,
    { activation, lr, dropout, loss, accuracy },
    { inverted: ['loss'], order: ['accuracy', 'loss'], hidden: ['dropout'], palette: { reversed: true } },
  );
}
