import { converter, differenceCiede2000, type Lab65 } from 'culori';
import { toRgb, type Rgb } from '../../../viz/core/color/palette.ts';
import { planDrawing } from '../../../viz/core/raster/detail.ts';
import { srgbBytes, toLinear } from '../../../viz/core/raster/linear-rgb.ts';
import { rasterLines, type LineScene } from '../../../viz/core/raster/lines.ts';
import { lineOpacity } from '../../../viz/core/raster/opacity-transfer.ts';
import { inPaintOrder } from '../../../viz/core/raster/paint-order.ts';
import { defaultStyle } from '../../../viz/core/raster/style.ts';

/** How far a picture is from the same lines stroked one by one, by CIEDE2000. */
export interface ColorError {
  /** Over pixels with ink in either picture. */
  readonly mean: number;
  /** The highest mean of a block of 8 × 8 pixels. */
  readonly worstBlock: number;
  readonly inked: number;
}

export interface Picture {
  readonly rows: number;
  readonly colors: 'numbers' | 'classes';
  readonly pixelRatio: number;
}

const backgrounds = { light: [255, 255, 255], dark: [27, 31, 34] } as const;
const size = { width: 60, height: 160 };
const classColors = ['#1b7fc4', '#d95f02', '#1a9e77', '#c264a8', '#e6ab02', '#666666', '#a6761d'];

function sceneOf({ rows, colors }: Picture): LineScene {
  const random = (row: number, axis: number) => {
    const number = Math.sin(row * 12.9898 + axis * 78.233 + 1) * 43758.5453;
    return number - Math.floor(number);
  };
  const place = (row: number, axis: number) => 10 + 140 * (random(row, axis) * random(row, axis + 9)) ** 0.5;
  const palette: Rgb[] =
    colors === 'classes'
      ? classColors.map(toRgb)
      : Array.from({ length: 256 }, (_, at) => [at, 160 - at / 4, 255 - at]);
  const codeOf = (row: number) =>
    Math.min(palette.length - 1, Math.floor((palette.length * (place(row, 0) - 10)) / 140));
  return {
    ...size,
    top: 0,
    axisX: [0, size.width],
    positions: [0, 1].map((axis) => Float32Array.from({ length: rows }, (_, row) => place(row, axis))),
    rows: Uint32Array.from({ length: rows }, (_, row) => row),
    colors: {
      kind: 'indexed',
      codes: Uint16Array.from({ length: rows }, (_, row) => codeOf(row)),
      colors: Float32Array.from([...palette, [0, 0, 0]].flatMap((color) => [1, ...toLinear(color as Rgb)])),
    },
    style: defaultStyle,
  };
}

/** Strokes the lines one by one from back to front, and composes them in linear light: red, green, blue and opacity. */
function strokeAll(scene: LineScene, ratio: number): Float32Array {
  const [width, height] = [size.width * ratio, size.height * ratio];
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
  context.strokeStyle = '#000';
  context.lineWidth = scene.style.width * ratio;
  const opacity = lineOpacity(scene.rows.length, scene.style, scene.height);
  const composed = new Float32Array(4 * width * height);
  const { codes, colors } = scene.colors as LineScene['colors'] & { kind: 'indexed' };
  for (const row of inPaintOrder(scene.rows).toReversed()) {
    const [from, to] = scene.positions.map((position) => position[row]! * ratio) as [number, number];
    // Lines continue beyond the axes, at which other gaps begin.
    context.beginPath();
    context.moveTo(-width, 2 * from - to);
    context.lineTo(2 * width, 2 * to - from);
    const top = Math.max(0, Math.floor(Math.min(from, to)) - 6 * ratio);
    const rows = Math.min(height, Math.ceil(Math.max(from, to)) + 6 * ratio) - top;
    context.clearRect(0, top, width, rows);
    context.stroke();
    const { data } = context.getImageData(0, top, width, rows);
    context.clearRect(0, 0, width, height);
    const color = [...colors.subarray(4 * codes[row]! + 1, 4 * codes[row]! + 4), 1];
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3] === 0) continue;
      const share = (opacity * data[at + 3]!) / 255;
      const pixel = 4 * top * width + at;
      for (let channel = 0; channel < 4; channel++) {
        composed[pixel + channel]! += share * (color[channel]! - composed[pixel + channel]!);
      }
    }
  }
  return composed;
}

const toLab = converter('lab65');
const difference = differenceCiede2000();

/** The colour of a pixel, not premultiplied, on a background, as browsers compose it. */
function onBackground(color: readonly number[], opacity: number, background: readonly number[]): Lab65 {
  const [r, g, b] = color.map((channel, at) => (channel * opacity + background[at]! * (1 - opacity)) / 255);
  return toLab({ mode: 'rgb', r: r!, g: g!, b: b! });
}

async function compare(picture: Picture): Promise<Record<'light' | 'dark', ColorError>> {
  const scene = sceneOf(picture);
  const { final } = planDrawing({ ...picture, width: size.width, mode: 'auto' });
  if (final.detail.kind !== 'lines' || final.pixelRatio !== picture.pixelRatio)
    throw new Error('these are not drawn as lines');
  const { pixels, width, height } = await rasterLines(scene, final.detail, final.pixelRatio);
  const expected = strokeAll(scene, picture.pixelRatio);
  const errorOn = (background: readonly number[]): ColorError => {
    let [total, inked, worstBlock] = [0, 0, 0];
    for (let top = 0; top < height; top += 8) {
      for (let left = 0; left < width; left += 8) {
        let [blockTotal, blockPixels] = [0, 0];
        for (let y = top; y < Math.min(height, top + 8); y++) {
          for (let x = left; x < Math.min(width, left + 8); x++) {
            blockPixels++;
            const at = 4 * (y * width + x);
            const opacity = expected[at + 3]!;
            if (opacity < 1 / 512 && pixels[at + 3] === 0) continue;
            const linear = expected.subarray(at, at + 3);
            const bytes = Array.from(linear, (channel) =>
              opacity === 0 ? 0 : srgbBytes[Math.round(4095 * Math.min(1, channel / opacity))]!,
            );
            const error = difference(
              onBackground([...pixels.subarray(at, at + 3)], pixels[at + 3]! / 255, background),
              onBackground(bytes, opacity, background),
            );
            blockTotal += error;
            total += error;
            inked++;
          }
        }
        worstBlock = Math.max(worstBlock, blockTotal / blockPixels);
      }
    }
    return { mean: total / inked, worstBlock, inked };
  };
  return { light: errorOn(backgrounds.light), dark: errorOn(backgrounds.dark) };
}

export const trueColor = { compare };
Object.assign(window, { trueColor });
