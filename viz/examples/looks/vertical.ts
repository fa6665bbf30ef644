import { mountParallelPlot, type ParallelPlot } from '../../api/index.ts';
import { sweep } from '../sweep.ts';

export const title = 'Vertical';
export const note =
  'Axes one below the other, high values right, as a plot has them by itself on a narrow screen; every gesture and key is the same.';

export default function mount(element: HTMLElement): ParallelPlot {
  const { activation, lr, loss, accuracy } = sweep(60);
  return mountParallelPlot(
    element,
    { activation, lr, loss, accuracy },
    { orientation: 'vertical', scales: { lr: 'log' }, brushes: { loss: { min: 0.2, max: 0.7 } } },
  );
}
