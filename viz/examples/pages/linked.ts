import { mountParallelPlot } from '../../api/index.ts';
import { sweep } from '../sweep.ts';

export const title = 'Linked';
export const note = 'Two plots of the same rows: what is selected or pointed at in one is so in the other.';

export default function mount(element: HTMLElement): void {
  const { activation, lr, dropout, loss, accuracy } = sweep(80);
  const halves = [0, 1].map(() => Object.assign(document.createElement('div'), { style: 'height: 50%' }));
  element.append(...halves);
  const upper = mountParallelPlot(halves[0]!, { activation, lr, dropout }, { legend: false });
  const lower = mountParallelPlot(halves[1]!, { dropout, loss, accuracy }, { legend: false });
  upper.on('select', ({ rows }) => (lower.selection = rows));
  upper.on('hover', ({ row }) => (lower.highlight = row));
  lower.on('hover', ({ row }) => (upper.highlight = row));
}
