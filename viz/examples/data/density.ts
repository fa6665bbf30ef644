import { mountParallelPlot, type ParallelPlot } from '../../api/index.ts';
import { sweep } from '../sweep.ts';

export const title = 'Ten thousand rows';
export const note =
  'Many lines become a density in which every row counts the same; histograms stand on the axes.';

export default function mount(element: HTMLElement): ParallelPlot {
  const { lr, dropout, loss, accuracy } = sweep(10_000);
  const columns = { lr, dropout, loss, accuracy };
  const typed = Object.entries(columns).map(([name, values]) => ({
    name,
    values: Float64Array.from(values),
  }));
  return mountParallelPlot(element, typed, {
    marks: ['histograms'],
    palette: { ramp: 'viridis' },
    brushes: { accuracy: { min: 0.85, max: 1 } },
  });
}
