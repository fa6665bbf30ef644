import { mountParallelPlot, type ParallelPlot } from '../../api/index.ts';
import { sweep } from '../sweep.ts';

export const title = 'Curves';
export const note =
  'Lines that leave each axis at a right angle, wider and fainter: the eye follows them through a crowd.';

export default function mount(element: HTMLElement): ParallelPlot {
  const { activation, lr, loss, accuracy } = sweep(60);
  return mountParallelPlot(
    element,
    { activation, lr, loss, accuracy },
    { lines: { width: 2.5, opacity: 0.6, curve: 0.8 }, scales: { lr: 'log' }, colorBy: 'activation' },
  );
}
