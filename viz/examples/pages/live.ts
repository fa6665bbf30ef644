import { mountParallelPlot, type ParallelPlot } from '../../api/index.ts';
import { sweep } from '../sweep.ts';

export const title = 'Rows that arrive';
export const note =
  'New data keep brushes, order and colours. Brush while it runs; the count is that of the selection.';

export default function mount(element: HTMLElement): ParallelPlot {
  const all = sweep(2000);
  const first = (count: number) => ({
    lr: all.lr.slice(0, count),
    loss: all.loss.slice(0, count),
    accuracy: all.accuracy.slice(0, count),
  });
  const plot = mountParallelPlot(element, first(20), { brushes: { accuracy: { min: 0.8, max: 1 } } });
  let count = 20;
  const timer = setInterval(() => {
    count += 20;
    plot.setColumns(first(count));
    if (count >= 2000 || !element.isConnected) clearInterval(timer);
  }, 200);
  return plot;
}
