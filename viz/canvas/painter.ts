import type { PlotGeometry } from '../core/geometry.ts';
import type { Rgb } from '../core/palette.ts';
import { createInk, flatColors, type RowColors } from '../core/raster/ink.ts';
import { createFrame } from './frame.ts';
import { LineLayer, type LayerPicture } from './layer.ts';
import { clearSurface, devicePixelRatio, showRaster } from './surface.ts';

/** Everything that the canvases show. Parts are compared by identity: a part that is the same is not drawn again. */
export interface Scene {
  readonly geometry: PlotGeometry;
  /** Where the axes stand, a dragged one included. */
  readonly axisX: readonly number[];
  /** Per axis, per row, how far below the top of the axes the row crosses it. */
  readonly positions: readonly Float32Array[];
  readonly allRows: Uint32Array;
  readonly selection: Uint32Array;
  readonly colors: RowColors;
  readonly faint: Rgb;
  /** In the order in which they are painted: the last is in front. */
  readonly highlights: readonly Highlight[];
}

/** A line that stands out, with an edge in the colour of the page so that it does among many. */
export interface Highlight {
  readonly row: number;
  readonly color: string;
  readonly edge: string;
}

export interface PainterParams {
  readonly background: HTMLCanvasElement;
  readonly foreground: HTMLCanvasElement;
  readonly highlight: HTMLCanvasElement;
  /** Called with true when there is something to draw, with false when all is drawn. */
  readonly onBusy: (isBusy: boolean) => void;
}

export interface Painter {
  update(scene: Scene): void;
  destroy(): void;
}

type Part = 'highlight' | 'foreground' | 'background';

/** Milliseconds of work in one frame: the page must answer in between. */
const frameBudget = 22;
const backgroundStrength = 1;

/** Draws scenes on three canvases that lie on one another: faint lines, selected lines, the highlighted lines. */
export function createPainter({ background, foreground, highlight, onBusy }: PainterParams): Painter {
  const frame = createFrame<Part>(paint, requestAnimationFrame, cancelAnimationFrame);
  const layers = {
    foreground: new LineLayer((raster) => showRaster(foreground, raster), devicePixelRatio),
    background: new LineLayer((raster) => showRaster(background, raster), devicePixelRatio),
  };
  let scene: Scene | null = null;

  function update(next: Scene): void {
    const last = scene;
    scene = next;
    const isMoved = last?.axisX !== next.axisX || last.positions !== next.positions;
    if (isMoved || last.selection !== next.selection || last.colors !== next.colors) {
      layers.foreground.draw(pictureOf(next, next.selection, next.colors, 1));
      request('foreground');
    }
    if (isMoved || last.allRows !== next.allRows || last.faint !== next.faint) {
      layers.background.draw(pictureOf(next, next.allRows, flatColors(next.faint), backgroundStrength));
      request('background');
    }
    if (isMoved || last.highlights !== next.highlights) request('highlight');
  }

  function request(part: Part): void {
    onBusy(true);
    frame.request(part);
  }

  function paint(parts: ReadonlySet<Part>): Part[] {
    const end = performance.now() + frameBudget;
    const isOver = () => performance.now() >= end;
    if (parts.has('highlight') && scene !== null) paintHighlights(highlight, scene);
    const unfinished: Part[] = [];
    for (const part of ['foreground', 'background'] as const) {
      if (!parts.has(part)) continue;
      if (unfinished.length > 0 || isOver() || !layers[part].work(isOver)) unfinished.push(part);
    }
    if (unfinished.length === 0) onBusy(false);
    return unfinished;
  }

  return { update, destroy: () => frame.cancel() };
}

function pictureOf(scene: Scene, rows: Uint32Array, colors: RowColors, strength: number): LayerPicture {
  const { layout } = scene.geometry;
  return {
    width: layout.width,
    height: layout.height,
    top: layout.top,
    axisX: scene.axisX,
    positions: scene.positions,
    ink: createInk(rows, colors),
    strength,
  };
}

/** The few lines that are stroked: exact, and above all others. */
function paintHighlights(canvas: HTMLCanvasElement, scene: Scene): void {
  const { geometry, axisX, positions } = scene;
  const { width, height, top } = geometry.layout;
  const context = clearSurface(canvas, width, height);
  if (axisX.length === 0) return;
  context.lineJoin = 'round';
  context.lineCap = 'round';
  for (const { row, color, edge } of scene.highlights) {
    const path = linePath(row, axisX, positions, top);
    for (const [stroke, lineWidth] of [
      [edge, 6],
      [color, 2.6],
    ] as const) {
      context.strokeStyle = stroke;
      context.lineWidth = lineWidth;
      context.stroke(path);
    }
  }
}

function linePath(
  row: number,
  axisX: readonly number[],
  positions: readonly Float32Array[],
  top: number,
): Path2D {
  const path = new Path2D();
  const y = positions.map((position) => position[row]! + top);
  if (axisX.length === 1) {
    path.moveTo(axisX[0]! - 28, y[0]!);
    path.lineTo(axisX[0]! + 28, y[0]!);
  }
  for (const [index, x] of axisX.entries()) path.lineTo(x, y[index]!);
  return path;
}
