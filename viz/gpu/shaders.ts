import type { HeldColors } from '../core/raster/job.ts';
import { readArrays } from './arrays.ts';

/** Variants of the shaders that read rows. */
export interface RowVariant {
  readonly kind: HeldColors['kind'];
  /** Whether all rows are drawn, so that no list of rows is needed. */
  readonly isAll: boolean;
}

/** `progressAt` of `core/raster/style.ts`. */
export const progress = `
uniform float curve;
float progressAt(float t) {
  return t + curve * (t * t * (3.0 - 2.0 * t) - t);
}`;

/**
 * Which row is drawn and the colour of its line, four numbers as in `core/raster/kernel/assembly/count.ts`: density, then
 * for sequential colours the fraction and the density of lines without one, for categorical ones linear red, green and blue.
 */
export const readRows = ({ kind, isAll }: RowVariant) => `
${readArrays}
uniform sampler2D left, right;
${isAll ? '' : 'uniform usampler2D rows;'}
int rowAt(int index) {
  return ${isAll ? 'index' : 'int(at(rows, index))'};
}
${rowColorSources[kind]}`;

const rowColorSources: Record<HeldColors['kind'], string> = {
  flat: `
vec4 colorOf(int row) { return vec4(1, 0, 0, 0); }`,
  // Drivers may assume that no number is NaN, so this tests the bits.
  sequential: `
uniform sampler2D values;
vec4 colorOf(int row) {
  float place = at(values, row);
  bool isNone = (floatBitsToUint(place) & 0x7fffffffu) > 0x7f800000u;
  return isNone ? vec4(0, 0, 1, 0) : vec4(1, place, 0, 0);
}`,
  categorical: `
uniform usampler2D values;
uniform sampler2D colors;
vec4 colorOf(int row) {
  int color = 4 * int(at(values, row));
  return vec4(at(colors, color), at(colors, color + 1), at(colors, color + 2), at(colors, color + 3));
}`,
};

/** One triangle that covers everything. */
export const everywhere = `
void main() {
  vec2 corner = vec2(gl_VertexID % 2, gl_VertexID / 2);
  gl_Position = vec4(4.0 * corner - 1.0, 0, 1);
}`;
