import { mountParallelPlot, type ParallelPlot } from '../../api/index.ts';
import { sweep } from '../sweep.ts';

export const title = 'Brushed';
export const note = 'Several ranges on one axis, one turned round on another; a row has to pass both.';

export default function mount(element: HTMLElement): ParallelPlot {
  const { lr, dropout, loss, accuracy } = sweep(100);
  return mountParallelPlot(
    element,
    { lr, dropout, loss, accuracy },
    {
      brushes: {
        dropout: [
          { min: 0, max: 0.1 },
          { min: 0.3, max: 0.4 },
        ],
        accuracy: { min: 0.6, max: 0.7 },
      },
      negated: ['accuracy'],
      colorBy: null,
    },
  );
}
