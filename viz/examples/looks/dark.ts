import { mountParallelPlot, type ParallelPlot } from '../../api/index.ts';
import { sweep } from '../sweep.ts';

export const title = 'Dark';
export const note = 'A theme of its own, whatever the page has.';

export default function mount(element: HTMLElement): ParallelPlot {
  const { activation, lr, loss, accuracy } = sweep(120);
  return mountParallelPlot(
    element,
    { activation, lr, loss, accuracy },
    { theme: 'dark', scales: { lr: 'log' }, brushes: { loss: { min: 0, max: 0.5 } } },
  );
}
