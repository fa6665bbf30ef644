import { mountParallelPlot, type ParallelPlot } from '../../api/index.ts';
import { sweep } from '../sweep.ts';

export const title = 'Many categories';
export const note =
  'Names thin out where they would overlap; their colours go on beyond the eight that are listed.';

export default function mount(element: HTMLElement): ParallelPlot {
  const { loss, accuracy } = sweep(90);
  const recipe = loss.map((_, row) => `recipe-${String(row % 45).padStart(2, '0')}`);
  return mountParallelPlot(element, { recipe, loss, accuracy }, { colorBy: 'recipe', legend: false });
}
