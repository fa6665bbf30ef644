import type { Legend } from '../core/color/color.ts';
import { label } from '../export/label.ts';
import { drawLegend } from '../export/legend.ts';
import { paperAttributes, unitsPerInch } from '../export/paper.ts';
import { pictureThemes, type PictureTheme } from '../export/theme.ts';
import { element, group, text, type Xml } from '../export/xml.ts';
import type { FigureOptions } from './options.ts';

/** Where a figure is drawn, in units of which a label is `tickSize` high. */
export interface Sheet {
  readonly width: number;
  /** The height that is free for the figure; null if the figure decides. */
  readonly height: number | null;
  readonly theme: PictureTheme;
}

/** What is drawn on a sheet. */
export interface Drawing {
  readonly height: number;
  readonly parts: readonly Xml[];
}

const titleHeight = 30;
const titleSize = 14;
const margin = 8;

/** A figure as an SVG document: its title, what `draw` draws, and a legend. */
export function sheetSvg(
  { paper, title = '', theme: themeName = 'light' }: FigureOptions,
  description: string,
  legend: Legend | null,
  draw: (sheet: Sheet) => Drawing,
): string {
  const theme = pictureThemes[themeName];
  const perInch = unitsPerInch(paper);
  const width = paper.width * perInch;
  const top = title === '' ? 0 : titleHeight;
  const drawnLegend = drawLegend(legend, width, theme);
  const free = paper.height === undefined ? null : paper.height * perInch - top - drawnLegend.height;
  const drawing = draw({ width, height: free, theme });
  const height = top + drawing.height + drawnLegend.height;
  return element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', ...paperAttributes(paper, width, height) },
    element('title', {}, text(title === '' ? description : title)),
    element('rect', { width, height, fill: theme.surface }),
    ...(title === ''
      ? []
      : [
          label(
            title,
            titleSize,
            { x: margin, y: 20, fill: theme.ink, 'font-weight': 650 },
            width - 2 * margin,
          ),
        ]),
    group({ transform: `translate(0 ${top})` }, drawing.parts),
    group({ transform: `translate(0 ${top + drawing.height})` }, drawnLegend.parts),
  ).xml;
}
