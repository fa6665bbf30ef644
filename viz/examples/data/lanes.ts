import { mountParallelPlot, type ParallelPlot } from '../../api/index.ts';
import { sweep } from '../sweep.ts';

export const title = 'What is not a number';
export const note =
  'null is missing, undefined does not apply, and NaN and the infinities are what they are: each has a lane below the axis.';

export default function mount(element: HTMLElement): ParallelPlot {
  const { lr, loss, accuracy } = sweep(60);
  const special = [null, undefined, NaN, Infinity, -Infinity];
  const odd = loss.map((value, row) => (row % 4 === 0 ? special[(row / 4) % 5] : value));
  const momentum = lr.map((value, row) => (row % 3 === 0 ? undefined : value * 2));
  return mountParallelPlot(
    element,
    { lr, momentum, loss: odd, accuracy },
    { colorBy: 'accuracy', brushes: { loss: { lanes: ['missing', 'nan', 'posInf'] } } },
  );
}
