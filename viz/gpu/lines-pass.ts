import { slopeCorrection } from '../core/raster/spans.ts';
import { bindRows, type GapPass } from './gap.ts';
import { createProgram, createPrograms } from './program.ts';
import { progress, readRows, type RowVariant } from './shaders.ts';

/** The geometry of a line in a gap, for both shaders. */
const shared = `
uniform float columns;
uniform float lineWidth;
uniform float correction;
float massOf(float slope) {
  return lineWidth * (correction + (1.0 - correction) * sqrt(1.0 + slope * slope));
}`;

/** A ribbon of quads along each line, each a whole number of columns wide, so that no pixel lies in two. */
const vertex = (variant: RowVariant) => `
${readRows(variant)}
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
  float margin = (steepest + massOf(steepest)) / 2.0 + bend + 0.55;
  float y = from + rise * progressAt(x / columns) + (isBelow ? margin : -margin);
  gl_Position = vec4(2.0 * x / columns - 1.0, 2.0 * y / height - 1.0, 0, 1);
}`;

/** The part of a line's density in a pixel: the arithmetic of `depositSpans`. */
const fragment = `
precision highp float;
precision highp int;
${progress}
${shared}
uniform float start;
uniform int passes;
flat in vec2 line;
flat in vec4 lineColor;
out vec4 added;
void main() {
  float column = floor(gl_FragCoord.x) - start;
  float y = floor(gl_FragCoord.y);
  float way = progressAt(column / columns);
  float reach = progressAt((column + 1.0) / columns) - way;
  float slope = abs(line.y * reach);
  float mass = massOf(slope);
  int steps = min(passes, 1 + int(slope * 1.5));
  float slice = reach / float(steps);
  float middle = line.x + line.y * (way + slice / 2.0);
  float extent = max(mass, slope / float(steps)) / 2.0;
  float covered = 0.0;
  for (int step = 0; step < steps; step++) {
    covered += max(0.0, min(y + 1.0, middle + extent) - max(y, middle - extent));
    middle += line.y * slice;
  }
  added = lineColor * (covered * mass / (2.0 * extent * float(steps)));
}`;

/** Lines times columns per draw call: browsers reset a GPU that does not respond for seconds. */
const maxPerCall = 2e7;
/** Quads per curved line. */
const maxSegments = 24;

/** Adds the lines of a gap to the bound target, line by line. */
export type LinesPass = (gap: GapPass, passes: number) => void;

export function createLinesPass(gl: WebGL2RenderingContext): LinesPass {
  const programOf = createPrograms((variant: RowVariant) => createProgram(gl, vertex(variant), fragment));

  return (gap, passes) => {
    const { count, columns, curve } = gap;
    const program = programOf({ kind: gap.colors.kind, isAll: gap.rows === null });
    const segments = curve === 0 ? 1 : Math.min(columns, maxSegments);
    program.use();
    bindRows(program, gap);
    program.float('curve', curve);
    program.float('columns', columns);
    program.float('height', gap.height);
    program.float('scale', gap.scale);
    program.float('offset', gap.offset);
    program.float('lineWidth', gap.lineWidth);
    program.float('correction', slopeCorrection(count));
    program.float('start', gap.x);
    program.int('segments', segments);
    program.int('passes', passes);
    gl.viewport(gap.x, 0, columns, gap.height);
    gl.scissor(gap.x, 0, columns, gap.height);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE);
    const slice = Math.max(1, Math.floor(maxPerCall / columns));
    for (let first = 0; first < count; first += slice) {
      program.int('first', first);
      gl.drawArrays(gl.TRIANGLES, 0, 6 * segments * Math.min(slice, count - first));
      gl.flush();
    }
    gl.disable(gl.BLEND);
  };
}
