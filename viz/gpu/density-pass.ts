import { bindRows, type GapPass } from './gap.ts';
import { createProgram, createPrograms, type Program } from './program.ts';
import { everywhere, paintOrder, progress, readRows, type RowVariant } from './shaders.ts';
import { createTarget, type Target } from './target.ts';

/**
 * A point in the cell of each line's two ends: left cells are columns, right cells are rows. The first number counts lines,
 * the last one is the priority of the front line.
 */
const countVertex = (variant: RowVariant) => `
${readRows(variant)}
${paintOrder}
uniform int cells;
uniform float scale, offset;
flat out float front;
int cellOf(float place) {
  return clamp(int(place * scale + offset), 0, cells - 1);
}
void main() {
  int row = rowAt(gl_VertexID);
  vec2 cell = vec2(cellOf(at(left, row)), cellOf(at(right, row)));
  gl_Position = vec4((2.0 * cell + 1.0) / float(cells) - 1.0, 0, 1);
  gl_PointSize = 1.0;
  front = frontOf(row);
}`;

const countFragment = `
precision highp float;
flat in float front;
out vec4 added;
void main() {
  added = vec4(1, 0, 0, front);
}`;

/**
 * One step of the sums along slopes of `core/raster/kernel/assembly/project.ts`: it joins blocks of rows to blocks of twice
 * the height. The first step reads the counts, transposed for the right axis.
 */
const sumFragment = `
precision highp float;
precision highp int;
precision highp sampler2D;
uniform sampler2D source;
uniform int rows, columns;
uniform bool isExchanged;
out vec4 sum;
vec4 read(int column, int row) {
  if (column < 0 || column >= columns) return vec4(0);
  return texelFetch(source, isExchanged ? ivec2(row, column) : ivec2(column, row), 0);
}
void main() {
  ivec2 place = ivec2(gl_FragCoord.xy);
  int slope = place.y % (2 * rows);
  int start = place.y - slope;
  int part = slope / 2;
  vec4 one = read(place.x, start + part);
  vec4 other = read(place.x - (slope - part), start + rows + part);
  sum = vec4((one + other).rgb, max(one.a, other.a));
}`;

/** Converts sums to densities: `resample` and `resampleFronts` of `core/raster/kernel/assembly/column.ts`, evaluated per pixel. */
const spreadFragment = `
precision highp float;
precision highp int;
precision highp sampler2D;
${progress}
uniform sampler2D sums;
uniform int cells;
uniform float columns, height, lineWidth, start;
out vec4 density;
void main() {
  float t = progressAt((floor(gl_FragCoord.x) - start + 0.5) / columns);
  float share = max(t, 1.0 - t);
  int slope = int((1.0 - share) / share * float(cells - 1) + 0.5);
  float cell = height / float(cells);
  float pitch = share * cell;
  float width = pitch * max(1.0, floor(lineWidth / pitch + 0.5));
  float y = floor(gl_FragCoord.y);
  int from = max(0, int(floor((y - (width + cell) / 2.0) / pitch)));
  int to = min(cells - 1 + slope, int(ceil((y + 1.0 + (width - cell) / 2.0) / pitch)));
  density = vec4(0);
  float edge = 0.0;
  for (int c = from; c <= to; c++) {
    float middle = cell / 2.0 + pitch * float(c);
    float covered = min(y + 1.0, middle + width / 2.0) - max(y, middle - width / 2.0);
    vec4 sum = texelFetch(sums, ivec2(c, slope), 0);
    if (covered <= 0.0) continue;
    density.r += covered * sum.r;
    // A sixteenth of a tile, as there.
    if (covered > pitch / 16.0) density.a = max(density.a, sum.a);
    else edge = max(edge, sum.a);
  }
  if (density.a == 0.0) density.a = edge;
  density.r *= lineWidth / width;
}`;

/** Draws the lines of a gap into `target`; lines that begin and end in the same of `cells` cells are drawn as one. */
export type DensityPass = (gap: GapPass, cells: number, target: Target) => void;

export function createDensityPass(gl: WebGL2RenderingContext, channels: 1 | 4): DensityPass {
  const counterOf = createPrograms((variant: RowVariant) =>
    createProgram(gl, countVertex(variant), countFragment),
  );
  const programs = createPrograms((source: string) => createProgram(gl, everywhere, source));
  const counts = createTarget(gl, channels);
  const sums = [createTarget(gl, channels), createTarget(gl, channels)] as const;

  function count(gap: GapPass, cells: number): void {
    counts.bind(cells, cells);
    const program = counterOf({ isAll: gap.rows === null });
    program.use();
    bindRows(program, gap);
    program.int('cells', cells);
    program.float('scale', (gap.scale * cells) / gap.height);
    program.float('offset', (gap.offset * cells) / gap.height);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE);
    gl.blendEquationSeparate(gl.FUNC_ADD, gl.MAX);
    gl.drawArrays(gl.POINTS, 0, gap.count);
    gl.blendEquation(gl.FUNC_ADD);
    gl.disable(gl.BLEND);
  }

  /** Sums the counts along every slope, seen from one axis. */
  function sum(cells: number, isRight: boolean): Target {
    const program = programs(sumFragment);
    program.use();
    let source: Target = counts;
    let target: Target = sums[0];
    for (let rows = 1; rows < cells; rows *= 2) {
      // Sums along the steepest slope of a block extend beyond the histogram by its height.
      target.bind(cells + 2 * rows - 1, cells);
      program.texture('source', 0, source.texture);
      program.int('rows', rows);
      program.int('columns', cells + rows - 1);
      program.int('isExchanged', Number(source === counts && isRight));
      gl.drawArrays(gl.TRIANGLES, 0, 3);
      [source, target] = [target, target === sums[0] ? sums[1] : sums[0]];
    }
    return source;
  }

  function spread(program: Program, gap: GapPass, cells: number, source: Target): void {
    program.use();
    program.texture('sums', 0, source.texture);
    program.int('cells', cells);
    program.float('curve', gap.curve);
    program.float('columns', gap.columns);
    program.float('height', gap.height);
    program.float('lineWidth', gap.lineWidth);
    program.float('start', gap.x);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }

  return (gap, cells, target) => {
    const { x, columns, height } = gap;
    const program = programs(spreadFragment);
    const half = Math.floor((columns + 1) / 2);
    count(gap, cells);
    for (const isRight of [false, true]) {
      const source = sum(cells, isRight);
      target.resume();
      gl.viewport(x, 0, columns, height);
      if (isRight) gl.scissor(x + half, 0, columns - half, height);
      else gl.scissor(x, 0, half, height);
      spread(program, gap, cells, source);
    }
  };
}
