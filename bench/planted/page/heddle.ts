import { mountParallelPlot, type PlotSettings } from '../../../viz/index.ts';
import { axisNames, classColor, className, type Data } from '../structures.ts';
import type { Theme, Tool } from './tool.ts';

export function openHeddle(): Tool {
  return createTool((target, data, theme) => {
    mountParallelPlot(target, columnsOf(data), settingsOf(theme));
  });
}

/** The lines of a sample, of the same number at every size. */
const sampleSize = 2_000;

/** The alternative to colours in their shares: a density without colours, with a sample of lines in theirs on top. */
export function openSample(): Tool {
  return createTool((target, data, theme) => {
    const columns = columnsOf(data);
    const step = Math.max(1, data.length / sampleSize);
    const rows = Array.from({ length: Math.min(data.length, sampleSize) }, (_, at) => Math.floor(at * step));
    const sample = Object.fromEntries(
      Object.entries(columns).map(([name, values]) => [name, rows.map((row) => values[row]!)]),
    );
    const layer = () =>
      target.appendChild(
        Object.assign(document.createElement('div'), { style: 'position: absolute; inset: 0' }),
      );
    const [below, above] = [layer(), layer()];
    target.style.position = 'relative';
    below.style.setProperty('--heddle-accent', '#888');
    above.style.setProperty('--heddle-surface', 'transparent');
    const settings = { ...settingsOf('auto'), domains: unitDomains };
    mountParallelPlot(below, columns, { ...settings, colorBy: null, lines: { mode: 'density' } });
    mountParallelPlot(above, sample, { ...settings, ...(data.classes > 0 && { colors: classColors }) });
    target.style.colorScheme = theme;
    // The margin at the right has room for the number of rows.
    above.style.right = `${String(lastTrack(above) - lastTrack(below))}px`;
  });
}

const lastTrack = (plot: HTMLElement) =>
  Array.from(plot.querySelectorAll('[data-part="track"]')).at(-1)!.getBoundingClientRect().left;

const unitDomains = Object.fromEntries(axisNames.map((name) => [name, { min: 0, max: 1 }]));
/** The order in which a sample has its classes is another one. */
const classColors = {
  color: Object.fromEntries(Array.from({ length: 7 }, (_, index) => [className(index), classColor(index)])),
};

function columnsOf({ axes, color, classes }: Data) {
  return { ...axes, color: classes > 0 ? Array.from(color, className) : color };
}

function settingsOf(theme: Theme | 'auto'): PlotSettings {
  return {
    axes: [...axisNames],
    scales: Object.fromEntries(axisNames.map((name) => [name, 'linear' as const])),
    colorBy: 'color',
    palette: { ramp: 'viridis', classes: 'tableau' },
    legend: false,
    theme,
  };
}

function createTool(draw: (target: HTMLElement, data: Data, theme: Theme) => void): Tool {
  let drawings: readonly HTMLElement[] = [];
  return {
    prepare: (target, data, theme) => () => {
      draw(target, data, theme);
      drawings = Array.from(target.querySelectorAll<HTMLElement>('.drawing'));
    },
    isBusy: () => drawings.length === 0 || drawings.some(({ dataset }) => dataset['stage'] !== 'whole'),
    axes(target) {
      // Plots on top of each other have their axes in the same places.
      const tracks = Array.from(target.querySelectorAll('[data-part="track"]'), (track) =>
        track.getBoundingClientRect(),
      ).slice(0, axisNames.length);
      const { top, bottom } = tracks[0]!;
      return { x: tracks.map(({ left, width }) => left + width / 2), top, bottom };
    },
  };
}
