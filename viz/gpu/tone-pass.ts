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
${kind === 'ramp' ? 'uniform sampler2D ramp; uniform int steps;' : ''}
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
  // The lowest row of a canvas is the first.
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
  ramp: `
vec3 colorOf(vec4 sum, out float density) {
  float placed = max(0.0, sum.r);
  float others = max(0.0, sum.b);
  density = placed + others;
  if (placed <= 0.0) return single;
  int step = 4 * int(clamp(sum.g / placed, 0.0, 1.0) * float(steps - 1) + 0.5);
  vec3 color = vec3(at(ramp, step + 1), at(ramp, step + 2), at(ramp, step + 3));
  return others > faintest ? mix(color, single, others / density) : color;
}`,
  classes: `
vec3 colorOf(vec4 sum, out float density) {
  density = sum.r;
  return sum.gba / max(density, faintest);
}`,
};

/** What turns sums into pixels. */
export interface Toning {
  readonly sums: WebGLTexture;
  readonly width: number;
  readonly height: number;
  readonly colors: GapColors;
  /** The colour of all lines, or of those without a place on the ramp. */
  readonly single: LinearRgb;
  /** Colours of the ramp. */
  readonly steps: number;
  /** `opacityTable`, and how long it is. */
  readonly opacities: WebGLTexture;
  readonly length: number;
  /** `srgbBytes`. */
  readonly bytes: WebGLTexture;
}

/** Shows sums on the canvas, which is of their size. */
export type TonePass = (toning: Toning) => void;

export function createTonePass(gl: WebGL2RenderingContext): TonePass {
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
    if (colors.kind === 'ramp') program.texture('ramp', 3, colors.table!);
    program.int('last', length - 1);
    program.int('height', height);
    program.int('steps', steps);
    program.float('single', ...single);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  };
}
