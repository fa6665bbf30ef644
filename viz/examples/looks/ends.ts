import { mountParallelPlot, type ParallelPlot } from '../../api/index.ts';
import { sweep } from '../sweep.ts';

export const title = 'Fixed ends';
export const note =
  'An axis from 0 to 1 whatever comes: a run that diverged is drawn at its edge and counted there, and presses no other together.';

export default function mount(element: HTMLElement): ParallelPlot {
  const { lr, dropout, loss, accuracy } = sweep(60);
  const diverged = loss.map((value, row) => (row % 20 === 7 ? 1e4 * value : value));
  return mountParallelPlot(
    element,
    { lr, dropout, loss: diverged, accuracy },
    { domains: { loss: { min: 0, max: 1.2 } }, scales: { lr: 'log', loss: 'linear' }, colorBy: 'loss' },
  );
}
