import { readArrays } from './arrays.ts';

/** Variants of the shaders that read rows: whether all rows are drawn, so that no list of rows is needed. */
export interface RowVariant {
  readonly isAll: boolean;
}

/** `progressAt` of `core/raster/style.ts`. */
export const progress = `
uniform float curve;
float progressAt(float t) {
  return t + curve * (t * t * (3.0 - 2.0 * t) - t);
}`;

/** Which row is drawn, and its places on the two axes of the gap. */
export const readRows = ({ isAll }: RowVariant) => `
${readArrays}
uniform sampler2D left, right;
${isAll ? '' : 'uniform usampler2D rows;'}
int rowAt(int index) {
  return ${isAll ? 'index' : 'int(at(rows, index))'};
}`;

/** The linear colour of a row, and in place of its opacity the weight of its line. */
export const rowColors = (hasCodes: boolean) =>
  hasCodes
    ? `
uniform usampler2D codes;
uniform sampler2D colors;
vec4 colorAt(int index) {
  int first = 4 * index;
  return vec4(at(colors, first + 1), at(colors, first + 2), at(colors, first + 3), at(colors, first));
}
vec4 colorOf(int row) { return colorAt(int(at(codes, row))); }`
    : `
uniform vec3 single;
vec4 colorOf(int row) { return vec4(single, 1); }`;

/** The painting order of `core/raster/paint-order.ts`; priorities are stored plus one, as 0 is the absence of lines. */
export const paintOrder = `
const uint mask = 0xffffffu;
float frontOf(int row) {
  if (uint(row) > mask) return 0.0;
  uint mixed = (uint(row + 1) * 0x3779b1u) & mask;
  mixed ^= mixed >> 12;
  mixed = (mixed * 0xebca6bu) & mask;
  return float(mixed ^ (mixed >> 12)) + 1.0;
}
int rowOfFront(float front) {
  uint mixed = uint(front - 1.0);
  mixed ^= mixed >> 12;
  mixed = (mixed * 0xcb9243u) & mask;
  mixed ^= mixed >> 12;
  return int((mixed * 0x8b2f51u - 1u) & mask);
}`;

/** One triangle that covers everything. */
export const everywhere = `
void main() {
  vec2 corner = vec2(gl_VertexID % 2, gl_VertexID / 2);
  gl_Position = vec4(4.0 * corner - 1.0, 0, 1);
}`;
