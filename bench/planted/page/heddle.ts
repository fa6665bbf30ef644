import { mountParallelPlot } from '../../../viz/index.ts';
import { axisNames, className } from '../structures.ts';
import type { Tool } from './tool.ts';

export function openHeddle(): Tool {
  let drawing: HTMLElement | null = null;
  return {
    prepare(target, { axes, color, classes }, theme) {
      const colors = classes > 0 ? Array.from(color, className) : color;
      const scales = Object.fromEntries(axisNames.map((name) => [name, 'linear' as const]));
      return () => {
        mountParallelPlot(
          target,
          { ...axes, color: colors },
          {
            axes: [...axisNames],
            scales,
            colorBy: 'color',
            palette: { ramp: 'viridis', classes: 'tableau' },
            legend: false,
            theme,
          },
        );
        drawing = target.querySelector<HTMLElement>('.drawing');
      };
    },
    isBusy: () => drawing?.dataset['stage'] !== 'whole',
    axes(target) {
      const tracks = Array.from(target.querySelectorAll('[data-part="track"]'), (track) =>
        track.getBoundingClientRect(),
      );
      const { top, bottom } = tracks[0]!;
      return { x: tracks.map(({ left, width }) => left + width / 2), top, bottom };
    },
  };
}
