import { mountParallelPlot, type ParallelPlot } from '../../api/index.ts';
import { sweep } from '../sweep.ts';

export const title = 'Scales';
export const note =
  'Logarithmic, symmetric logarithmic through zero, time, percentile: inferred, or asked for.';

export default function mount(element: HTMLElement): ParallelPlot {
  const { lr, loss } = sweep(50);
  const change = loss.map((value, row) => (row % 2 === 0 ? 1 : -1) * 10 ** (4 * value - 2));
  const started = loss.map((_, row) => new Date(Date.UTC(2024, 1, 1 + 3 * row)));
  return mountParallelPlot(
    element,
    { lr, change, started, rank: change, loss },
    { scales: { lr: 'log', change: 'symlog', rank: 'percentile' }, colorBy: 'started' },
  );
}
