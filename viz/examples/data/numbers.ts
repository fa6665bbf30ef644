import { mountParallelPlot, type ParallelPlot } from '../../api/index.ts';
import { sweep } from '../sweep.ts';

export const title = 'Numbers';
export const note = 'Columns as plain lists. Axes stand as the columns do; the last one gives the colours.';

export default function mount(element: HTMLElement): ParallelPlot {
  const { lr, dropout, loss, accuracy } = sweep(60);
  return mountParallelPlot(element, { lr, dropout, loss, accuracy }, { marks: ['correlations'] });
}
