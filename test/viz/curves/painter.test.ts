import { describe, expect, it } from 'vitest';
import { yieldToEventLoop } from '../../../history/scheduling/index.ts';
import type { Series } from '../../../history/index.ts';
import type { CurvePicture } from '../../../viz/core/curves/paint.ts';
import { curveLayer, type CurveLayer } from '../../../viz/curves/layers.ts';
import { CurvePainter } from '../../../viz/curves/painter.ts';
import { backgroundSteps, curveSteps, type CurveBackground } from '../../../viz/curves/scene.ts';

const [width, height, records] = [200, 60, 30];

/** Level curves: curve i lies at the height i. */
function layerOf(curves: number, shift = 0): CurveLayer {
  const series: Series = {
    runs: Uint32Array.from({ length: curves }, (_, run) => run),
    starts: Uint32Array.from({ length: curves + 1 }, (_, run) => run * records),
    x: Float64Array.from({ length: curves * records }, (_, i) => i % records),
    y: Float64Array.from({ length: curves * records }, (_, i) => Math.floor(i / records) + shift),
  };
  return curveLayer('loss', false, series, series.y, null);
}

const backgroundOf = (curves: number, layers: readonly CurveLayer[] = []): CurveBackground => ({
  ...{ width, height, layers, rows: [7], columns: [9], grid: [1, 2, 3], surface: [255, 255, 255] },
  frame: {
    x: { min: 0, max: records - 1, isLog: false, from: 0, to: width },
    y: { min: -1, max: curves, isLog: false, from: height, to: 0 },
    pixelRatio: 1,
  },
  color: () => [0, 0, 0],
});

function complete(steps: Iterator<void, CurvePicture>): CurvePicture {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const exact = (background: CurveBackground, layers: readonly CurveLayer[]) =>
  complete(curveSteps({ background, layers }, complete(backgroundSteps(background)))).toPixels();

/** A painter whose clock advances by `ms` each time it is read, with the pictures that it shows. */
function painterOf(ms: number) {
  const shown: { pixels: Uint8ClampedArray; isDraft: boolean }[] = [];
  const frames: (() => void)[] = [];
  let time = 0;
  const painter = new CurvePainter(
    (picture, isDraft) => shown.push({ pixels: picture.toPixels(), isDraft }),
    {
      now: () => (time += ms),
      onFrame(task) {
        frames.push(task);
        return () => frames.splice(frames.indexOf(task), 1);
      },
    },
  );
  async function turn() {
    for (const task of frames.splice(0)) task();
    await yieldToEventLoop();
  }
  /** Resolves once `count` pictures were shown. */
  async function pictures(count: number) {
    while (shown.length < count) await turn();
    return shown;
  }
  return { painter, shown, pictures, turn };
}

const isBlack = (pixels: Uint8ClampedArray, row: number) => pixels[4 * (row * width + 100)]! < 200;

/** Many curves, so that a draft is shown when painting was slow. */
const many = layerOf(2000);
const background = backgroundOf(2000);

describe('CurvePainter', () => {
  it('paints few curves at once', () => {
    const { painter, shown } = painterOf(0);
    const layers = [layerOf(3)];
    const own = backgroundOf(3);
    painter.draw({ background: own, layers });
    expect(shown).toEqual([{ pixels: exact(own, layers), isDraft: false }]);
  });

  it('shows a draft of many curves, and in the end the complete picture', async () => {
    const { painter, pictures } = painterOf(50);
    painter.draw({ background, layers: [layerOf(200)] });
    painter.draw({ background, layers: [many] });
    const [draft, last] = (await pictures(3)).slice(-2);
    expect([draft!.isDraft, last!.isDraft]).toEqual([true, false]);
    expect(last!.pixels).toEqual(exact(background, [many]));
  });

  it('samples curves of the whole range for a draft', () => {
    const rows = Array.from({ length: height }, (_, row) => row);
    const behind = complete(backgroundSteps(background));
    const of = (stride: number) =>
      complete(curveSteps({ background, layers: [many] }, behind, stride)).toPixels();
    const [draft, all] = [of(40), of(1)];
    const dark = rows.filter((row) => isBlack(draft, row));
    expect(dark.every((row) => isBlack(all, row))).toBe(true);
    expect([Math.min(...dark) < height / 8, Math.max(...dark) > (7 / 8) * height]).toEqual([true, true]);
  });

  it('paints faint curves behind in the complete picture, also where a draft came before', async () => {
    const { painter, pictures } = painterOf(50);
    const behind = backgroundOf(2000, [layerOf(2000, 0.5)]);
    painter.draw({ background: behind, layers: [many] });
    const first = await pictures(2);
    expect(first.at(-1)!.pixels).toEqual(exact(behind, [many]));
    painter.draw({ background: behind, layers: [layerOf(2000, 0.2)] });
    const next = await pictures(first.length + 1);
    expect(next.some(({ isDraft }) => isDraft)).toBe(true);
  });

  it.each(['stopped', 'given another scene'])('shows no complete picture once it is %s', async (end) => {
    const { painter, shown, turn } = painterOf(50);
    painter.draw({ background, layers: [layerOf(200)] });
    painter.draw({ background, layers: [many] });
    await turn();
    const other = backgroundOf(3);
    if (end === 'stopped') painter.stop();
    else painter.draw({ background: other, layers: [layerOf(3)] });
    const count = shown.length;
    for (let turns = 0; turns < 200; turns++) await turn();
    expect(shown.length).toBe(count);
  });
});
