import { rgb } from 'd3';
import { layerOutputs, softmax, type TrainedModel } from '../../../trainer/index.ts';

/** A square of the plane, in the units of the data. */
export interface Square {
  readonly left: number;
  readonly bottom: number;
  readonly side: number;
}

/** The margin around the points, as a share of their extent. */
const AIR = 0.08;

/** The square that contains all points, with a margin. @param features x and y of each point in turn */
export function squareAround(features: ArrayLike<number>): Square {
  const [low, high] = [
    [Infinity, Infinity],
    [-Infinity, -Infinity],
  ] as [number[], number[]];
  for (let i = 0; i < features.length; i++) {
    low[i % 2] = Math.min(low[i % 2]!, features[i]!);
    high[i % 2] = Math.max(high[i % 2]!, features[i]!);
  }
  if (features.length === 0) return { left: -1, bottom: -1, side: 2 };
  const span = Math.max(high[0]! - low[0]!, high[1]! - low[1]!) || 1;
  const side = span * (1 + 2 * AIR);
  const middle = (axis: number) => (low[axis]! + high[axis]!) / 2;
  return { left: middle(0) - side / 2, bottom: middle(1) - side / 2, side };
}

/** The centres of `size` × `size` cells of the square, row by row from the top left: x and y of each in turn. */
export function gridOf({ left, bottom, side }: Square, size: number): Float32Array {
  const grid = new Float32Array(2 * size * size);
  for (let cell = 0; cell < size * size; cell++) {
    const [column, row] = [cell % size, Math.floor(cell / size)];
    grid[2 * cell] = left + ((column + 0.5) / size) * side;
    grid[2 * cell + 1] = bottom + (1 - (row + 0.5) / size) * side;
  }
  return grid;
}

/** The opacity of the class colours over the background. */
const STRENGTH = 0.55;

/**
 * The image of a classifier's predictions over the square: each cell in the colours of the classes, mixed by their
 * probabilities.
 *
 * @returns RGBA, 4 bytes per cell, as in `ImageData`
 */
export function surfaceOf(
  model: TrainedModel,
  square: Square,
  size: number,
  colors: readonly string[],
  paper: string,
): Uint8ClampedArray<ArrayBuffer> {
  const { outputs } = layerOutputs(model, gridOf(square, size));
  const shares = softmax(outputs, model.classes);
  const palette = Array.from({ length: model.classes }, (_, each) => rgb(colors[each % colors.length]!));
  const ground = rgb(paper);
  const pixels = new Uint8ClampedArray(4 * size * size);
  for (let cell = 0; cell < size * size; cell++) {
    const mixed = { r: 0, g: 0, b: 0 };
    // A diverged network predicts no class: the background stays blank.
    const strength = Number.isNaN(shares[cell * model.classes]!) ? 0 : STRENGTH;
    for (const [each, color] of palette.entries()) {
      const share = strength && shares[cell * model.classes + each]!;
      mixed.r += share * color.r;
      mixed.g += share * color.g;
      mixed.b += share * color.b;
    }
    pixels[4 * cell] = ground.r + strength * (mixed.r - ground.r);
    pixels[4 * cell + 1] = ground.g + strength * (mixed.g - ground.g);
    pixels[4 * cell + 2] = ground.b + strength * (mixed.b - ground.b);
    pixels[4 * cell + 3] = 255;
  }
  return pixels;
}
