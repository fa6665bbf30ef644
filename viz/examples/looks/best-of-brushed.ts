import { mountParallelPlot, type ParallelPlot } from '../../api/index.ts';
import { sweep } from '../sweep.ts';

export const title = 'The best of what is brushed';
export const note =
  'Three levels: the ten best of the selected rows in front, the other selected ones pale in their colours, and the rest faint behind.';

export default function mount(element: HTMLElement): ParallelPlot {
  const { activation, lr, dropout, loss, accuracy } = sweep(300);
  return mountParallelPlot(
    element,
    { activation, lr, dropout, accuracy, loss },
    {
      best: { count: 10, by: 'accuracy' },
      scales: { lr: 'log' },
      colorBy: 'activation',
      brushes: { dropout: { min: 0.1, max: 0.25 } },
    },
  );
}
