import type { HeldColors } from '../core/raster/job.ts';
import type { LinearRgb } from '../core/raster/linear-rgb.ts';
import { readArrays } from './arrays.ts';
import type { GapColors } from './gap.ts';
import { createProgram, createPrograms } from './program.ts';
import { everywhere } from './shaders.ts';

/** The arithmetic of `core/raster/kernel/assembly/pixels.ts`. */
const fragment = (kind: HeldColors['kind']) => `
${readArrays}
uniform sampler2D sums;
uniform usampler2D opacities, bytes;
uniform int last, height;
uniform vec3 single;
${kind === 'sequential' ? 'uniform sampler2D palette; uniform int steps;' : ''}
out vec4 pixel;
const float faintest = 1.0 / 512.0;

float opacityOf(float density) {
  int step = (floatBitsToInt(density) - floatBitsToInt(faintest)) >> 15;
  return float(at(opacities, min(step, last))) / 255.0;
}
float byteOf(float linear) {
  return float(at(bytes, int(clamp(linear, 0.0, 1.0) * 4095.0 + 0.5))) / 255.0;
}
${mixes[kind]}
void main() {
  // The first row of a canvas is its lowest.
  ivec2 place = ivec2(int(gl_FragCoord.x), height - 1 - int(gl_FragCoord.y));
  vec4 sum = texelFetch(sums, place, 0);
  float density;
  vec3 color = colorOf(sum, density);
  if (density < faintest) {
    pixel = vec4(0);
    return;
  }
  float opacity = opacityOf(density);
  pixel = vec4(opacity * vec3(byteOf(color.r), byteOf(color.g), byteOf(color.b)), opacity);
}`;

const mixes: Record<HeldColors['kind'], string> = {
  flat: `
vec3 colorOf(vec4 sum, out float density) {
  density = sum.r;
  return single;
}`,
  sequential: `
vec3 colorOf(vec4 sum, out float density) {
  float placed = max(0.0, sum.r);
  float others = max(0.0, sum.b);
  density = placed + others;
  if (placed <= 0.0) return single;
  int step = 4 * int(clamp(sum.g / placed, 0.0, 1.0) * float(steps - 1) + 0.5);
  vec3 color = vec3(at(palette, step + 1), at(palette, step + 2), at(palette, step + 3));
  return others > faintest ? mix(color, single, others / density) : color;
}`,
  categorical: `
vec3 colorOf(vec4 sum, out float density) {
  density = sum.r;
  return sum.gba / max(density, faintest);
}`,
};

/** Input of the pass that converts sums to pixels. */
export interface ColorPassInput {
  readonly sums: WebGLTexture;
  readonly width: number;
  readonly height: number;
  readonly colors: GapColors;
  /** The colour of all lines, or of those without a value on the sequential scale. */
  readonly single: LinearRgb;
  /** Number of colours in the sequential table. */
  readonly steps: number;
  /** `opacityTable`, and its length. */
  readonly opacities: WebGLTexture;
  readonly length: number;
  /** `srgbBytes`. */
  readonly bytes: WebGLTexture;
}

/** Shows sums on a canvas of the same size. */
export type ColorPass = (input: ColorPassInput) => void;

export function createColorPass(gl: WebGL2RenderingContext): ColorPass {
  const programOf = createPrograms((kind: HeldColors['kind']) =>
    createProgram(gl, everywhere, fragment(kind)),
  );

  return ({ sums, width, height, colors, single, steps, opacities, length, bytes }) => {
    const program = programOf(colors.kind);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.viewport(0, 0, width, height);
    gl.scissor(0, 0, width, height);
    program.use();
    program.texture('sums', 0, sums);
    program.texture('opacities', 1, opacities);
    program.texture('bytes', 2, bytes);
    if (colors.kind === 'sequential') program.texture('palette', 3, colors.table!);
    program.int('last', length - 1);
    program.int('height', height);
    program.int('steps', steps);
    program.float('single', ...single);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  };
}
