import { mountParallelPlot, type ParallelPlot, type PlotSettings } from '../../api/index.ts';
import { sweep } from '../sweep.ts';

export const title = 'Controls of your own';
export const note =
  'Everything that people change can be set by a program, and what people change causes events: the last one is shown below the buttons. What a program sets causes none.';

/** What each button sets. */
const buttons: Readonly<Record<string, PlotSettings>> = {
  'Brush loss': { brushes: { loss: { min: 0.2, max: 0.5 } } },
  'Two ranges': {
    brushes: {
      lr: [
        { min: 1e-4, max: 1e-3 },
        { min: 0.02, max: 0.1 },
      ],
    },
    negated: [],
  },
  'Not these': { negated: ['lr'] },
  'Loss first': { order: ['loss', 'accuracy'] },
  'Rank of loss': { scales: { lr: 'log', loss: 'percentile' } },
  'Colour by loss': { colorBy: 'loss', palette: { ramp: 'viridis', reversed: true } },
  'Highlight row 3': { highlight: 3 },
  'First ten rows': { selection: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] },
  Reset: { brushes: {}, order: [], scales: { lr: 'log' }, selection: null, highlight: null },
};

export default function mount(element: HTMLElement): ParallelPlot {
  const { activation, lr, loss, accuracy } = sweep(60);
  const bar = document.createElement('div');
  const output = document.createElement('output');
  const place = Object.assign(document.createElement('div'), { style: 'flex: 1; min-height: 0' });
  element.style.cssText = 'display: flex; flex-direction: column';
  element.append(bar, output, place);
  const plot = mountParallelPlot(place, { activation, lr, loss, accuracy }, { scales: { lr: 'log' } });
  for (const [label, settings] of Object.entries(buttons)) {
    const button = Object.assign(document.createElement('button'), { textContent: label });
    button.addEventListener('click', () => plot.set(settings));
    bar.append(button);
  }
  const show = (text: string) => (output.textContent = text);
  plot.on('brush', ({ brushes }) => show(`brush: ${[...brushes.keys()].join(', ') || 'none'}`));
  plot.on('select', ({ rows, total }) => show(`select: ${rows.length} of ${total} rows`));
  plot.on('order', ({ order }) => show(`order: ${order.join(', ')}`));
  plot.on('hover', ({ row }) => show(`hover: ${row === null ? 'no row' : `row ${String(row)}`}`));
  return plot;
}
