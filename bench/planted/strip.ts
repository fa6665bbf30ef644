import { eachCrossing, range, stripOf, type Region } from './lines.ts';
import type { Axes } from './page/tool.ts';
import { createMatcher, isInk, labAt, type Lab, type Pair } from './pixels.ts';
import { classColor, rampColor, type Data } from './structures.ts';

const rampStops = 64;
/** Bands of the strip, the same number for tools with tall and with short axes. */
const bandCount = 80;

/**
 * The accuracy of the classes that are recovered from the strip: in each band of it, the class whose colour most pixels
 * have, against the class that most lines through it have. The mean over the true classes, from 0 to 1.
 */
export function scoreClasses(pair: Pair, axes: Axes, data: Data): number {
  const match = createMatcher(range(0, data.classes).map(classColor), pair);
  const bands = bandsOf(axes);
  const create = () => range(0, bandCount).map(() => new Float64Array(data.classes));
  const [lines, votes] = [create(), create()];
  eachCrossing(data, axes, bands.columns, (row, y) => {
    const counts = lines[bands.at(y)];
    if (counts) counts[data.color[row]!]! += 1;
  });
  eachInk(pair, bands, (band, pixel) => (votes[band]![match(pixel)]! += 1));
  const hits = range(0, data.classes).map(() => ({ found: 0, all: 0 }));
  for (const [band, counts] of lines.entries()) {
    const truth = largest(counts);
    if (truth === null) continue;
    hits[truth]!.all += 1;
    if (largest(votes[band]!) === truth) hits[truth]!.found += 1;
  }
  return mean(hits.filter(({ all }) => all > 0).map(({ found, all }) => found / all));
}

/**
 * The correlation, over the bands of the strip, of the mean position on the ramp that is recovered from the pixels with
 * that of the lines through them, times the share of these bands that have ink; at least 0.
 */
export function scoreRamp(pair: Pair, axes: Axes, data: Data): number {
  const match = createMatcher(
    range(0, rampStops).map((stop) => rampColor(stop / (rampStops - 1))),
    pair,
  );
  const bands = bandsOf(axes);
  const create = () => range(0, bandCount).map(() => ({ sum: 0, count: 0 }));
  const [lines, pixels] = [create(), create()];
  eachCrossing(data, axes, bands.columns, (row, y) => add(lines[bands.at(y)], data.color[row]!));
  eachInk(pair, bands, (band, pixel) => add(pixels[band], match(pixel)));
  const crossed = range(0, bandCount).filter((band) => lines[band]!.count > 0);
  const inked = crossed.filter((band) => pixels[band]!.count > 0);
  const [truth, found] = [lines, pixels].map((means) =>
    inked.map((band) => means[band]!.sum / means[band]!.count),
  );
  return (inked.length / crossed.length) * Math.max(0, correlation(truth!, found!));
}

interface Bands extends Region {
  readonly columns: readonly number[];
  /** The band of a height in pixels, which may be outside. */
  at(y: number): number;
}

function bandsOf(axes: Axes): Bands {
  const strip = stripOf(axes);
  const scale = bandCount / (strip.bottom - strip.top);
  return {
    ...strip,
    columns: range(strip.left, strip.right),
    at: (y) => Math.floor(scale * (y - strip.top)),
  };
}

/** Calls `visit` with the band and the colour of each inked pixel. */
function eachInk(pair: Pair, bands: Bands, visit: (band: number, pixel: Lab) => void): void {
  for (const y of range(bands.top, bands.bottom)) {
    for (const x of bands.columns) {
      if (isInk(pair, x, y)) visit(bands.at(y + 0.5), labAt(pair.picture, x, y));
    }
  }
}

function add(mean: { sum: number; count: number } | undefined, value: number): void {
  if (!mean) return;
  mean.sum += value;
  mean.count += 1;
}

/** The index of the largest number; null if all are 0. */
function largest(numbers: Float64Array): number | null {
  const max = Math.max(...numbers);
  return max === 0 ? null : numbers.indexOf(max);
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

/** Pearson's; 0 where it is undefined. */
function correlation(xs: readonly number[], ys: readonly number[]): number {
  const [meanX, meanY] = [mean(xs), mean(ys)];
  let [products, squaresX, squaresY] = [0, 0, 0];
  for (const [index, x] of xs.entries()) {
    const [fromX, fromY] = [x - meanX, ys[index]! - meanY];
    products += fromX * fromY;
    squaresX += fromX ** 2;
    squaresY += fromY ** 2;
  }
  return products / Math.sqrt(squaresX * squaresY) || 0;
}
