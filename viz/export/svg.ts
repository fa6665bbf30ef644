import type { Orientation } from '../core/layout/layout.ts';
import { summaryOf } from '../state/summary.ts';
import type { PlotState } from '../state/plot.svelte.ts';
import { drawBoxPlot, drawRareLines, drawRibbons } from './bands.ts';
import { drawAngles } from './angles.ts';
import { drawAxes, drawCorrelations } from './axes.ts';
import { label } from './label.ts';
import { drawLegend } from './legend.ts';
import { drawLines } from './lines.ts';
import { createPicture } from './picture.ts';
import { paperAttributes, unitsPerInch, type Paper } from './paper.ts';
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
  /** The size and the font in print, instead of `width` and `height`. */
  readonly paper?: Paper;
}

const titleHeight = 34;
/** In print, the height of a horizontal plot as a fraction of its width, and the distance of stacked axes. */
const paperShare = 0.56;
const stackedGap = 70;
/** Room for labels at both ends of stacked axes. */
const stackedMargin = 80;
const minPaperHeight = 230;

/**
 * The current plot as an SVG document: title, axes, lines, ranges, legend.
 * @throws {RangeError} if the axes do not fit into the width in print
 */
export async function toSvg(
  plot: PlotState,
  {
    width: wantedWidth = 960,
    height: wantedHeight = 480,
    title = '',
    theme: themeName = 'light',
    legend: hasLegend = true,
    orientation = 'horizontal',
    mostPaths = 3000,
    maxPaths = mostPaths,
    imageScale = 2,
    paper,
  }: PictureOptions = {},
): Promise<string> {
  const perInch = paper === undefined ? 1 : unitsPerInch(paper);
  const width = paper === undefined ? wantedWidth : paper.width * perInch;
  const theme = pictureThemes[themeName];
  const top = title === '' ? 0 : titleHeight;
  const legend = drawLegend(hasLegend ? plot.legend : null, width, theme, plot.host.labels.titleOf);
  const isVertical = orientation === 'vertical';
  const paperHeight = isVertical
    ? stackedGap * Math.max(0, plot.axes.length - 1) + stackedMargin
    : Math.max(minPaperHeight, paperShare * width);
  const bodyHeight =
    paper === undefined
      ? wantedHeight - top - legend.height
      : paper.height === undefined
        ? paperHeight
        : paper.height * perInch - top - legend.height;
  const picture = createPicture(plot, width, bodyHeight, theme, orientation);
  const { layout } = picture.geometry;
  const [wide, tall] = isVertical ? [layout.height, layout.width] : [layout.width, layout.height];
  if (paper !== undefined && wide > width + 0.5)
    throw new RangeError(
      `the axes need ${(wide / perInch).toFixed(2)} in, got ${paper.width.toFixed(2)} in: choose vertical axes, a smaller font or fewer axes`,
    );
  const lines = await drawLines(picture, drawRareLines(plot, picture), maxPaths, imageScale);
  const size = { width: wide, height: tall + top + legend.height };
  // Rotated by 90° and moved back into place. Text is rotated back.
  const turn = isVertical ? ` translate(${wide} 0) rotate(90)` : '';
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      ...(paper === undefined
        ? {
            ...size,
            viewBox: `0 0 ${size.width} ${size.height}`,
            'font-family': 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
          }
        : paperAttributes(paper, size.width, size.height)),
    },
    element('title', {}, text(title === '' ? 'Parallel coordinates' : title)),
    element('desc', {}, text(summaryOf(plot))),
    element('rect', { ...size, fill: theme.surface }),
    ...(title === ''
      ? []
      : [label(title, 16, { x: 16, y: 23, fill: theme.ink, 'font-weight': 650 }, width - 32)]),
    group({ transform: `translate(0 ${top})${turn}` }, [
      ...drawRibbons(plot, picture),
      lines,
      ...drawBoxPlot(plot, picture),
      drawAxes(picture),
      drawAngles(picture),
      ...drawCorrelations(picture),
      drawPins(picture),
    ]),
    group({ transform: `translate(0 ${top + tall})` }, legend.parts),
  ).xml;
}
