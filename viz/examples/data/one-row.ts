import { mountParallelPlot, type ParallelPlot } from '../../api/index.ts';

export const title = 'A single row';
export const note = 'One run is one line: an axis with one value has it in the middle.';

export default function mount(element: HTMLElement): ParallelPlot {
  return mountParallelPlot(element, { net: ['mlp'], lr: [0.01], epoch: [25], loss: [0.083] });
}
