import { mountParallelPlot, type ParallelPlot } from '../../api/index.ts';
import { sweep } from '../sweep.ts';

export const title = 'Categories';
export const note =
  'Words are categories: in an order of one’s own, one brushed by name, each with its colour.';

export default function mount(element: HTMLElement): ParallelPlot {
  const { activation, layers, loss, accuracy } = sweep(80);
  return mountParallelPlot(
    element,
    { activation, layers, loss, accuracy },
    {
      colorBy: 'activation',
      scales: { layers: 'category' },
      categoryOrders: { activation: ['sigmoid', 'tanh', 'relu', 'gelu'] },
      brushes: { activation: { values: ['relu', 'gelu'] } },
    },
  );
}
