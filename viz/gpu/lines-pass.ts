import { bindColors, bindRows, type GapPass } from './gap.ts';
import { createProgram, createPrograms } from './program.ts';
import { progress, readRows, rowColors, type RowVariant } from './shaders.ts';

interface LinesVariant extends RowVariant {
  readonly hasCodes: boolean;
}

/** The thickness of a line along a column in which it descends by `rise`, for both shaders. */
const shared = `
uniform float columns;
uniform float lineWidth;
float thicknessAt(float rise) {
  return lineWidth * sqrt(1.0 + rise * rise);
}`;

/** A ribbon of quads along each line, each a whole number of columns wide, so that no pixel lies in two. */
const vertex = (variant: LinesVariant) => `
${readRows(variant)}
${rowColors(variant.hasCodes)}
${progress}
${shared}
uniform int first, segments;
uniform float height, scale, offset;
flat out vec2 line;
flat out vec4 lineColor;
void main() {
  int corner = gl_VertexID % 6;
  int quad = gl_VertexID / 6;
  int row = rowAt(first + quad / segments);
  int segment = quad % segments;
  float from = at(left, row);
  float rise = (at(right, row) - from) * scale;
  from = from * scale + offset;
  line = vec2(from, rise);
  lineColor = colorOf(row);

  bool isRight = corner == 1 || corner == 3 || corner == 4;
  bool isBelow = corner == 2 || corner == 4 || corner == 5;
  int whole = int(columns);
  float x = float((segment + (isRight ? 1 : 0)) * whole / segments);
  float steepest = abs(rise) / columns * (1.0 + curve / 2.0);
  // The distance of the curve from the chord of a segment, by its second derivative.
  float across = float((whole + segments - 1) / segments) / columns;
  float bend = 0.75 * curve * abs(rise) * across * across;
  float margin = (steepest + thicknessAt(steepest)) / 2.0 + bend + 0.55;
  float y = from + rise * progressAt(x / columns) + (isBelow ? margin : -margin);
  gl_Position = vec4(2.0 * x / columns - 1.0, 2.0 * y / height - 1.0, 0, 1);
}`;

/** The part of a pixel that a line covers: the arithmetic of `composeLines`. */
const fragment = `
precision highp float;
precision highp int;
${progress}
${shared}
uniform float start, opacity;
flat in vec2 line;
flat in vec4 lineColor;
out vec4 added;
float areaBelow(float depth, float rise) {
  float within = clamp(depth, 0.0, rise);
  return within * within * 0.5 / max(rise, 1e-3) + max(0.0, depth - rise);
}
void main() {
  float column = floor(gl_FragCoord.x) - start;
  float y = floor(gl_FragCoord.y);
  float way = progressAt(column / columns);
  float reach = line.y * (progressAt((column + 1.0) / columns) - way);
  float rise = abs(reach);
  float thickness = thicknessAt(rise);
  float depth = y - (line.x + line.y * way + min(reach, 0.0) - thickness / 2.0);
  float covered = areaBelow(depth + 1.0, rise) - areaBelow(depth + 1.0 - thickness, rise)
    - areaBelow(depth, rise) + areaBelow(depth - thickness, rise);
  added = vec4(lineColor.rgb, 1.0) * (covered * opacity * lineColor.a);
}`;

/** Lines times columns per draw call: browsers reset a GPU that does not respond for seconds. */
const maxPerCall = 2e7;
/** Quads per curved line. */
const maxSegments = 24;

/** Composes the lines of a gap in the bound target from front to back: linear colours, weighted by opacity, and opacity. */
export type LinesPass = (gap: GapPass) => void;

export function createLinesPass(gl: WebGL2RenderingContext): LinesPass {
  const programOf = createPrograms((variant: LinesVariant) => createProgram(gl, vertex(variant), fragment));

  return (gap) => {
    const { count, columns, curve, colors } = gap;
    const program = programOf({ isAll: gap.rows === null, hasCodes: colors.kind === 'indexed' });
    const segments = curve === 0 ? 1 : Math.min(columns, maxSegments);
    program.use();
    bindRows(program, gap);
    bindColors(program, colors);
    program.float('curve', curve);
    program.float('columns', columns);
    program.float('height', gap.height);
    program.float('scale', gap.scale);
    program.float('offset', gap.offset);
    program.float('lineWidth', gap.lineWidth);
    program.float('opacity', gap.opacity);
    program.float('start', gap.x);
    program.int('segments', segments);
    gl.viewport(gap.x, 0, columns, gap.height);
    gl.scissor(gap.x, 0, columns, gap.height);
    gl.enable(gl.BLEND);
    // Behind what is there. Primitives of a call are blended in their order.
    gl.blendFunc(gl.ONE_MINUS_DST_ALPHA, gl.ONE);
    const slice = Math.max(1, Math.floor(maxPerCall / columns));
    for (let first = 0; first < count; first += slice) {
      program.int('first', first);
      gl.drawArrays(gl.TRIANGLES, 0, 6 * segments * Math.min(slice, count - first));
      gl.flush();
    }
    gl.disable(gl.BLEND);
  };
}
