import { planDrawing } from '../core/raster/detail.ts';
import { toRgb } from '../core/color/palette.ts';
import { flatColors, scaleColors, type RowColors } from '../core/raster/row-colors.ts';
import { relativeWeights, weightedColors } from '../core/raster/weighted-colors.ts';
import { dash, rasterLines } from '../core/raster/lines.ts';
import { lineOpacity } from '../core/raster/opacity-transfer.ts';
import { inPaintOrder } from '../core/raster/paint-order.ts';
import type { Picture } from './picture.ts';
import { dataAddress, encodePng } from './png/png-file.ts';
import { decimal, element, group, type Xml } from './xml.ts';

/** The opacity of selected lines behind those in front, as on the page. */
const middleOpacity = 0.35;

/**
 * The lines, with faint lines, and what else is `beneath`, behind those in front: one path per row or, for more than `maxPaths` rows, an image with
 * `imageScale` pixels per unit, as on the page.
 */
export async function drawLines(
  picture: Picture,
  beneath: readonly Xml[],
  maxPaths: number,
  imageScale: number,
): Promise<Xml> {
  const { geometry, rows, selection, front, style, theme } = picture;
  const isHighlighting = front.length < selection.length && selection.length < rows.length;
  if (geometry.axes.length === 0) return group({}, []);
  if (rows.length <= maxPaths) {
    const behind = rows.filter(isOutside(isHighlighting ? selection : front));
    const middle = isHighlighting ? selection.filter(isOutside(front)) : new Uint32Array();
    return group({ fill: 'none', 'stroke-width': style.width, 'stroke-linejoin': 'round' }, [
      pathsOf({ ...picture, weight: undefined }, behind, () => theme.faint),
      group({ opacity: middleOpacity }, [pathsOf(picture, middle, picture.rowColor)]),
      ...beneath,
      pathsOf(picture, front, picture.rowColor),
    ]);
  }
  return group({}, [
    await imageOf(picture, rows, flatColors(toRgb(theme.faint)), imageScale),
    ...(isHighlighting
      ? [
          group({ opacity: middleOpacity }, [
            await imageOf(picture, selection, colorsOf(picture), imageScale),
          ]),
        ]
      : []),
    ...beneath,
    await imageOf(picture, front, colorsOf(picture), imageScale),
  ]);
}

function isOutside(front: Uint32Array): (row: number) => boolean {
  const inFront = new Set(front);
  return (row) => !inFront.has(row);
}

function colorsOf({ colorScale, theme, weight }: Picture): RowColors {
  const colors = colorScale === null ? flatColors(toRgb(theme.accent)) : scaleColors(colorScale);
  return weightedColors(colors, weight);
}

function pathsOf(picture: Picture, rows: Uint32Array, colorOf: (row: number) => string): Xml {
  const { style, geometry, weight } = picture;
  const weights = weight === undefined ? null : relativeWeights(weight);
  const single = lineOpacity(rows.length, style, geometry.layout.height);
  // The first in painting order is in front, so it is the last in the file.
  const paths = Array.from(inPaintOrder(rows).toReversed(), (row) =>
    element('path', {
      stroke: colorOf(row),
      ...(weights !== null && { 'stroke-opacity': (single * weights[row]!).toFixed(4) }),
      d: linePath(picture, row),
    }),
  );
  return group({ 'stroke-opacity': single }, paths);
}

/** The path data of a row's line. */
export function linePath({ geometry, positions, style }: Picture, row: number): string {
  const { axisX, top } = geometry.layout;
  const y = positions.map((position) => position[row]! + top);
  if (axisX.length === 1) {
    return `M${decimal(axisX[0]! - dash)} ${decimal(y[0]!)}H${decimal(axisX[0]! + dash)}`;
  }
  return axisX
    .map((x, index) => {
      const end = `${decimal(x)} ${decimal(y[index]!)}`;
      if (index === 0) return `M${end}`;
      if (style.curve === 0) return `L${end}`;
      // The cubic Bézier curve of `progressAt`, with its control points at thirds of the gap.
      const third = (x - axisX[index - 1]!) / 3;
      const bend = ((y[index]! - y[index - 1]!) * (1 - style.curve)) / 3;
      const first = `${decimal(x - 2 * third)} ${decimal(y[index - 1]! + bend)}`;
      return `C${first} ${decimal(x - third)} ${decimal(y[index]! - bend)} ${end}`;
    })
    .join('');
}

async function imageOf(
  { geometry, positions, style }: Picture,
  rows: Uint32Array,
  colors: RowColors,
  scale: number,
): Promise<Xml> {
  const { width, height, top, axisX } = geometry.layout;
  const { detail, pixelRatio } = planDrawing({
    rows: rows.length,
    width,
    pixelRatio: scale,
    mode: style.mode,
  }).final;
  const raster = await rasterLines(
    { width, height, top, axisX, positions, rows, colors, style },
    detail,
    pixelRatio,
  );
  return element('image', { width, height, href: dataAddress('image/png', encodePng(raster)) });
}
