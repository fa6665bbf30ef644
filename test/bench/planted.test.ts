import { rgb } from 'd3';
import { describe, expect, it } from 'vitest';
import { eachCrossing, range } from '../../bench/planted/lines.ts';
import { scoreOrientation } from '../../bench/planted/orientation.ts';
import { scoreOutliers } from '../../bench/planted/outliers.ts';
import type { Axes } from '../../bench/planted/page/tool.ts';
import { size, type Picture } from '../../bench/planted/photograph.ts';
import type { Pair } from '../../bench/planted/pixels.ts';
import { scoreClasses, scoreRamp } from '../../bench/planted/strip.ts';
import { classColor, plant, rampColor, type Data } from '../../bench/planted/structures.ts';

const axes: Axes = { x: [50, 350, 650, 950], top: 20, bottom: 380 };
const white = (): Picture => ({ ...size, data: new Uint8Array(4 * size.width * size.height).fill(255) });

/** Paints the lines of the planted structure, a pixel per column, in the colours of `colorOf`; null for none. */
function paint(data: Data, colorOf: (row: number) => string | null): Pair {
  const picture = white();
  eachCrossing(data, axes, range(340, 660), (row, y, x) => {
    const color = colorOf(row);
    if (color === null) return;
    const { r, g, b } = rgb(color);
    picture.data.set([r, g, b], 4 * (Math.floor(y) * size.width + x));
  });
  return { picture, blank: white() };
}

/** The picture upside down. */
function flip({ picture, blank }: Pair): Pair {
  const { width, height } = picture;
  const data = new Uint8Array(picture.data.length);
  for (let y = 0; y < height; y++) {
    const row = picture.data.subarray(4 * y * width, 4 * (y + 1) * width);
    data.set(row, 4 * (height - 1 - y) * width);
  }
  return { picture: { ...picture, data }, blank };
}

describe('scores of planted structures', () => {
  it('finds classes by their colours', () => {
    const data = plant('class', 2000);
    const score = (shift: number) =>
      scoreClasses(
        paint(data, (row) => classColor((data.color[row]! + shift) % 7)),
        axes,
        data,
      );
    expect(score(0)).toBeGreaterThan(0.8);
    expect(score(1)).toBeLessThan(0.1);
  });

  it('finds a gradient by the colours of the ramp', () => {
    const data = plant('gradient', 2000);
    expect(
      scoreRamp(
        paint(data, (row) => rampColor(data.color[row]!)),
        axes,
        data,
      ),
    ).toBeGreaterThan(0.9);
    expect(
      scoreRamp(
        paint(data, (row) => rampColor(1 - data.color[row]!)),
        axes,
        data,
      ),
    ).toBe(0);
  });

  it('finds outliers where they are drawn', () => {
    const data = plant('outliers', 2000);
    expect(
      scoreOutliers(
        paint(data, () => '#000'),
        axes,
        data,
      ),
    ).toBe(1);
    expect(
      scoreOutliers(
        paint(data, (row) => (data.isOutlier[row] ? null : '#000')),
        axes,
        data,
      ),
    ).toBe(0);
  });

  it('finds the orientation of lines, and not in the mirrored picture', () => {
    const data = plant('v', 200);
    const pair = paint(data, (row) => rampColor(data.color[row]!));
    expect(scoreOrientation(pair, axes, data)).toBeGreaterThan(0.6);
    expect(scoreOrientation(flip(pair), axes, data)).toBeLessThan(0.3);
  });

  it('scores a picture without lines as 0', () => {
    const blank = { picture: white(), blank: white() };
    expect(scoreClasses(blank, axes, plant('class', 500))).toBe(0);
    expect(scoreRamp(blank, axes, plant('gradient', 500))).toBe(0);
    expect(scoreOutliers(blank, axes, plant('outliers', 500))).toBe(0);
    expect(scoreOrientation(blank, axes, plant('v', 500))).toBe(0);
  });
});
