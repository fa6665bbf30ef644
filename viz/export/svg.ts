import type { Orientation } from '../core/layout/layout.ts';
import type { PlotState } from '../state/plot.svelte.ts';
import { drawBoxPlot, drawRareLines, drawRibbons } from './bands.ts';
import { drawAngles } from './angles.ts';
import { drawAxes, drawCorrelations } from './axes.ts';
import { label } from './label.ts';
import { drawLegend } from './legend.ts';
import { drawLines } from './lines.ts';
import { createPicture } from './picture.ts';
import { drawPins } from './pins.ts';
import { pictureThemes } from './theme.ts';
import { element, group, text } from './xml.ts';

/** Options of exported pictures. */
export interface PictureOptions {
  /** The size in CSS pixels, including title and legend. The picture is wider if its axes do not fit. */
  readonly width?: number;
  readonly height?: number;
  /** The title above the lines; none if empty. */
  readonly title?: string;
  readonly theme?: 'light' | 'dark';
  readonly legend?: boolean;
  /** The direction of the axes; `horizontal` by default. */
  readonly orientation?: Orientation;
  /**
   * The maximum number of rows that are drawn as paths, which take 150 bytes each with ten axes; more are an image inside
   * the picture. Text is always text. 3000 by default.
   */
  readonly maxPaths?: number;
  /** The former name of `maxPaths`. */
  readonly mostPaths?: number;
  /** The number of pixels per CSS pixel of that image; 2 by default. */
  readonly imageScale?: number;
}

const titleHeight = 34;

/** The current plot as an SVG document: title, axes, lines, ranges, legend. */
export async function toSvg(
  plot: PlotState,
  {
    width = 960,
    height = 480,
    title = '',
    theme: themeName = 'light',
    legend: hasLegend = true,
    orientation = 'horizontal',
    mostPaths = 3000,
    maxPaths = mostPaths,
    imageScale = 2,
  }: PictureOptions = {},
): Promise<string> {
  const theme = pictureThemes[themeName];
  const top = title === '' ? 0 : titleHeight;
  const legend = drawLegend(hasLegend ? plot.legend : null, width, theme, plot.host.labels.titleOf);
  const picture = createPicture(plot, width, height - top - legend.height, theme, orientation);
  const { layout } = picture.geometry;
  const isVertical = orientation === 'vertical';
  const [wide, tall] = isVertical ? [layout.height, layout.width] : [layout.width, layout.height];
  const lines = await drawLines(picture, maxPaths, imageScale);
  const size = { width: wide, height: tall + top + legend.height };
  // Rotated by 90° and moved back into place. Text is rotated back.
  const turn = isVertical ? ` translate(${wide} 0) rotate(90)` : '';
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      ...size,
      viewBox: `0 0 ${size.width} ${size.height}`,
      'font-family': 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
    },
    element('title', {}, text(title === '' ? 'Parallel coordinates' : title)),
    element('desc', {}, text(plot.summary())),
    element('rect', { ...size, fill: theme.surface }),
    ...(title === ''
      ? []
      : [label(title, 16, { x: 16, y: 23, fill: theme.ink, 'font-weight': 650 }, width - 32)]),
    group({ transform: `translate(0 ${top})${turn}` }, [
      ...drawRibbons(plot, picture),
      lines,
      ...drawRareLines(plot, picture),
      ...drawBoxPlot(plot, picture),
      drawAxes(picture),
      drawAngles(picture),
      ...drawCorrelations(picture),
      drawPins(picture),
    ]),
    group({ transform: `translate(0 ${top + tall})` }, legend.parts),
  ).xml;
}
