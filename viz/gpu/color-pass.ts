import { readArrays } from './arrays.ts';
import { bindColors, type GapColors } from './gap.ts';
import { createProgram, createPrograms } from './program.ts';
import { everywhere, paintOrder, rowColors } from './shaders.ts';

/** What the sums of a picture are: composed lines, or densities in one colour or with the front line of each pixel. */
export type SumKind = 'composed' | 'flat' | 'fronts';

/** The arithmetic of `core/raster/kernel/assembly/pixels.ts`. */
const fragment = (kind: SumKind) => `
${readArrays}
uniform sampler2D sums;
uniform usampler2D opacities, bytes;
uniform int last, height;
out vec4 pixel;

float byteOf(float linear) {
  return float(at(bytes, int(clamp(linear, 0.0, 1.0) * 4095.0 + 0.5))) / 255.0;
}
vec4 pixelOf(vec3 color, float opacity) {
  return vec4(opacity * vec3(byteOf(color.r), byteOf(color.g), byteOf(color.b)), opacity);
}
${kind === 'composed' ? composed : densitySource(kind === 'fronts')}
void main() {
  // The first row of a canvas is its lowest.
  pixel = shown(texelFetch(sums, ivec2(int(gl_FragCoord.x), height - 1 - int(gl_FragCoord.y)), 0));
}`;

const composed = `
vec4 shown(vec4 sum) {
  float opacity = floor(min(sum.a, 1.0) * 255.0 + 0.5) / 255.0;
  return opacity == 0.0 ? vec4(0) : pixelOf(sum.rgb / sum.a, opacity);
}`;

const densitySource = (hasFronts: boolean) => `
${rowColors(hasFronts)}
${paintOrder}
${hasFronts ? 'uniform int neutral;' : ''}
const float faintest = 1.0 / 512.0;
float opacityOf(float density) {
  int step = (floatBitsToInt(density) - floatBitsToInt(faintest)) >> 15;
  return float(at(opacities, min(step, last))) / 255.0;
}
vec4 shown(vec4 sum) {
  if (sum.r < faintest) return vec4(0);
  vec4 color = ${hasFronts ? 'sum.a == 0.0 ? colorAt(neutral) : colorOf(rowOfFront(sum.a))' : 'colorOf(0)'};
  return pixelOf(color.rgb, opacityOf(sum.r));
}`;

/** Input of the pass that converts sums to pixels. */
export interface ColorPassInput {
  readonly sums: WebGLTexture;
  readonly kind: SumKind;
  readonly width: number;
  readonly height: number;
  readonly colors: GapColors;
  /** `opacityTable`, and its length. */
  readonly opacities: WebGLTexture;
  readonly length: number;
  /** `srgbBytes`. */
  readonly bytes: WebGLTexture;
}

/** Shows sums on a canvas of the same size. */
export type ColorPass = (input: ColorPassInput) => void;

export function createColorPass(gl: WebGL2RenderingContext): ColorPass {
  const programOf = createPrograms((kind: SumKind) => createProgram(gl, everywhere, fragment(kind)));

  return ({ sums, kind, width, height, colors, opacities, length, bytes }) => {
    const program = programOf(kind);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.viewport(0, 0, width, height);
    gl.scissor(0, 0, width, height);
    program.use();
    program.texture('sums', 0, sums);
    program.texture('opacities', 1, opacities);
    program.texture('bytes', 2, bytes);
    if (kind !== 'composed') bindColors(program, colors);
    if (colors.kind === 'indexed') program.int('neutral', colors.neutral);
    program.int('last', length - 1);
    program.int('height', height);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  };
}
