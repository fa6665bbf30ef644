import { srgbBytes } from '../../core/raster/linear-rgb.ts';
import type { RowColors } from '../../core/raster/row-colors.ts';
import type { Rgb } from '../../core/color/palette.ts';
import type { Dots } from './prepare-dots.ts';
import { packColor, paintDots, type Pixels } from './paint.ts';

/** The picture of dots. */
export interface DotsScene {
  readonly dots: Dots;
  readonly colors: RowColors;
  /** The colour of dots that are not selected. */
  readonly faint: Rgb;
  /** The selected rows, in front of all others. */
  readonly rows: Uint32Array;
  /** Size of the picture in device pixels. */
  readonly width: number;
  readonly height: number;
}

/** Draws dots on a canvas. Opaque dots that are not selected are painted once for all selections. */
export class DotsRenderer {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  #image: ImageData | null = null;
  #background: { readonly dots: Dots; readonly color: number; readonly data: Uint32Array } | null = null;
  #mask = new Uint8Array(0);

  constructor(canvas: HTMLCanvasElement) {
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('this browser has no 2-D drawing context');
    this.#canvas = canvas;
    this.#context = context;
  }

  draw(scene: DotsScene): void {
    const { dots, rows, faint } = scene;
    const image = this.#sized(scene.width, scene.height);
    const pixels: Pixels = {
      width: image.width,
      height: image.height,
      data: new Uint32Array(image.data.buffer),
    };
    const colors = packedColors(scene.colors);
    if (rows.length >= dots.rows.length) {
      pixels.data.fill(0);
      paintDots(pixels, dots, colors, null);
    } else {
      const mask = this.#maskOf(rows, dots.rows.length);
      this.#paintBackground(pixels, dots, packColor(faint), mask);
      paintDots(pixels, dots, colors, mask);
    }
    this.#context.putImageData(image, 0, 0);
  }

  #sized(width: number, height: number): ImageData {
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    if (this.#image?.width !== width || this.#image.height !== height) {
      this.#image = new ImageData(width, height);
      this.#background = null;
    }
    return this.#image;
  }

  #maskOf(rows: Uint32Array, length: number): Uint8Array {
    if (this.#mask.length === length) this.#mask.fill(0);
    else this.#mask = new Uint8Array(length);
    for (const row of rows) this.#mask[row] = 1;
    return this.#mask;
  }

  #paintBackground(pixels: Pixels, dots: Dots, color: number, mask: Uint8Array): void {
    const flat = { ...dots, codes: null };
    if (!dots.isOpaque) {
      // Faint dots would shine through selected ones on the same place.
      pixels.data.fill(0);
      paintDots(pixels, flat, Uint32Array.of(color), mask, true);
      return;
    }
    if (this.#background?.dots !== dots || this.#background.color !== color) {
      const data = new Uint32Array(pixels.data.length);
      paintDots({ ...pixels, data }, flat, Uint32Array.of(color), null);
      this.#background = { dots, color, data };
    }
    pixels.data.set(this.#background.data);
  }
}

function packedColors(colors: RowColors): Uint32Array {
  const byteOf = (channel: number) => srgbBytes[Math.round(channel * (srgbBytes.length - 1))]!;
  const pack = (linear: readonly [number, number, number]) =>
    packColor([byteOf(linear[0]), byteOf(linear[1]), byteOf(linear[2])]);
  if (colors.kind === 'flat') return Uint32Array.of(pack(colors.color));
  return Uint32Array.from({ length: colors.colors.length / 4 }, (_, index) => {
    const at = 4 * index + 1;
    return pack([colors.colors[at]!, colors.colors[at + 1]!, colors.colors[at + 2]!]);
  });
}
