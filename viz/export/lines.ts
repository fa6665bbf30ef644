import { lineWidth, rasterLines, type LinePicture, type Raster } from '../core/raster/lines.ts';
import { planDrawing } from '../core/raster/detail.ts';
import { toRgb } from '../core/palette.ts';
import { createInk, flatColors, scaleColors, type RowColors } from '../core/raster/ink.ts';
import { createTone } from '../core/raster/tone.ts';
import type { Picture } from './picture.ts';
import { dataAddress, encodePng } from './png-file.ts';
import { decimal, element, group, type Xml } from './xml.ts';

/** Half the length of the dashes that stand for lines when there is but one axis. */
const dash = 28;

/**
 * The lines, the unselected ones faint behind the others: a path each, or, where there are more than `mostPaths`, an image
 * of `imageScale` pixels per unit, as the page draws them.
 */
export function drawLines(picture: Picture, mostPaths: number, imageScale: number): Xml {
  const { geometry, rows, selection } = picture;
  if (geometry.axes.length === 0) return group({}, []);
  return rows.length <= mostPaths
    ? group({ fill: 'none', 'stroke-width': lineWidth, 'stroke-linejoin': 'round' }, [
        pathsOf(picture, rows.filter(isOutside(selection)), () => picture.theme.faint),
        pathsOf(picture, selection, picture.rowColor),
      ])
    : group({}, [
        imageOf(picture, rows, flatColors(toRgb(picture.theme.faint)), imageScale),
        imageOf(picture, selection, colorsOf(picture), imageScale),
      ]);
}

function isOutside(selection: Uint32Array): (row: number) => boolean {
  const selected = new Set(selection);
  return (row) => !selected.has(row);
}

function colorsOf({ colorScale, theme }: Picture): RowColors {
  return colorScale === null ? flatColors(toRgb(theme.accent)) : scaleColors(colorScale);
}

function pathsOf(picture: Picture, rows: Uint32Array, colorOf: (row: number) => string): Xml {
  const { single } = createTone(rows.length, lineWidth, picture.geometry.layout.height, 1);
  const paths = Array.from(rows, (row) =>
    element('path', { stroke: colorOf(row), d: linePath(picture, row) }),
  );
  return group({ 'stroke-opacity': single }, paths);
}

function linePath({ geometry, positions }: Picture, row: number): string {
  const { axisX, top } = geometry.layout;
  const y = positions.map((position) => decimal(position[row]! + top));
  if (axisX.length === 1) return `M${decimal(axisX[0]! - dash)} ${y[0]}H${decimal(axisX[0]! + dash)}`;
  return axisX.map((x, index) => `${index === 0 ? 'M' : 'L'}${decimal(x)} ${y[index]}`).join('');
}

function imageOf(
  { geometry, positions }: Picture,
  rows: Uint32Array,
  colors: RowColors,
  pixelRatio: number,
): Xml {
  const { width, height, top, axisX } = geometry.layout;
  const ink = createInk(rows, colors);
  const { final } = planDrawing({ rows: rows.length, groups: ink.groups, width, pixelRatio });
  const raster = rasterAtOnce({ width, height, top, axisX, positions, ink, strength: 1, ...final });
  return element('image', { width, height, href: dataAddress('image/png', encodePng(raster)) });
}

function rasterAtOnce(picture: LinePicture): Raster {
  const steps = rasterLines(picture);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
