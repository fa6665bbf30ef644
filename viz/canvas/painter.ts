import type { PlotGeometry } from '../core/layout/geometry.ts';
import type { Rgb } from '../core/color/palette.ts';
import { flatColors, type RowColors } from '../core/raster/row-colors.ts';
import { dash, type LineScene } from '../core/raster/lines.ts';
import type { LineStyle } from '../core/raster/style.ts';
import { LineLayer, type Stage } from './layer.ts';
import type { DrawnBy, RendererOption } from '../renderer/choice.ts';
import { createChosenRenderer } from '../renderer/chosen-renderer.ts';
import { pageGraphics } from '../renderer/page-graphics.ts';
import { clearSurface, devicePixelRatio, showPatches, watchPixelRatio, watchRestored } from './surface.ts';

/** Input of the painter. Parts are compared by identity: what has not changed is not drawn again. */
export interface Scene {
  readonly geometry: PlotGeometry;
  /** Positions of the axes, including a dragged one. */
  readonly axisX: readonly number[];
  /** Per axis and row, where the line crosses the axis, below the top of the axes. */
  readonly positions: readonly Float32Array[];
  readonly allRows: Uint32Array;
  readonly selection: Uint32Array;
  /** The rows in front: the same array as `selection`, or a subset of it. */
  readonly front: Uint32Array;
  readonly colors: RowColors;
  readonly faint: Rgb;
  readonly style: LineStyle;
  /** In painting order: the last is in front. */
  readonly highlights: readonly Highlight[];
}

/** A scene without its highlighted lines. */
export type LinesScene = Omit<Scene, 'highlights'>;

/** A highlighted line, with an edge in the page's colour to set it apart. */
export interface Highlight {
  readonly row: number;
  readonly color: string;
  readonly edge: string;
}

export interface PainterParams {
  readonly background: HTMLCanvasElement;
  readonly middle: HTMLCanvasElement;
  readonly foreground: HTMLCanvasElement;
  readonly highlight: HTMLCanvasElement;
  readonly renderer: RendererOption;
  /** Called when the renderer or the reason for its choice changes. */
  readonly onDrawnBy: (drawnBy: DrawnBy) => void;
  /** Called when the stage changes. */
  readonly onStage: (stage: Stage) => void;
  /** Called with the error when lines cannot be drawn. */
  readonly onError: (error: unknown) => void;
}

export interface Painter {
  update(scene: Scene): void;
  /** The requested renderer. */
  renderer: RendererOption;
  destroy(): void;
}

/** The stage of a scene is the first of these that any of its layers is in. */
const order: readonly Stage[] = ['drawing', 'draft', 'failed'];

/** Milliseconds until hidden faint lines are drawn, so that the visible lines are presented first. */
const faintPause = 100;

/**
 * Draws scenes on four stacked canvases: faint lines of all rows, selected lines, lines in front, highlighted lines. While
 * all rows are in front, the faint lines are hidden and drawn in idle time, so that they are ready for the first brush. The
 * middle canvas is hidden if all selected rows are in front.
 */
export function createPainter(params: PainterParams): Painter {
  const { background, middle, foreground, highlight, onStage, onDrawnBy, onError } = params;
  const renderer = createChosenRenderer({
    graphics: pageGraphics(),
    option: params.renderer,
    onChange: (drawnBy, hasSwitched) => {
      onDrawnBy(drawnBy);
      if (hasSwitched) redraw();
    },
  });
  const layerOn = (canvas: HTMLCanvasElement) =>
    new LineLayer({
      renderer,
      pixelRatio: devicePixelRatio,
      show: (patches, { width, height }, ratio) =>
        showPatches(canvas, Math.round(width * ratio), Math.round(height * ratio), patches),
      onStage: reportStage,
      onError,
    });
  const layers = {
    foreground: layerOn(foreground),
    middle: layerOn(middle),
    background: layerOn(background),
  };
  let scene: Scene | null = null;
  /** The faint lines that are still to be drawn. */
  let deferred: LineScene | null = null;
  let pause: ReturnType<typeof setTimeout> | null = null;
  const cleanups = [
    watchPixelRatio(redraw),
    ...[background, middle, foreground, highlight].map((canvas) => watchRestored(canvas, redraw)),
  ];
  onDrawnBy(renderer.drawnBy);

  /** Draws the current scene in full. */
  function redraw(): void {
    const current = scene;
    scene = null;
    if (current !== null) update(current);
  }

  function update(next: Scene): void {
    const last = scene;
    scene = next;
    const isMoved =
      last?.axisX !== next.axisX || last.positions !== next.positions || last.style !== next.style;
    const isCovered = next.front.length === next.allRows.length;
    background.style.visibility = isCovered ? 'hidden' : 'visible';
    if (isMoved || last.allRows !== next.allRows || last.faint !== next.faint) {
      deferred = lineSceneOf(next, next.allRows, flatColors(next.faint));
    }
    if (isMoved || last.front !== next.front || last.colors !== next.colors) {
      layers.foreground.draw(lineSceneOf(next, next.front, next.colors));
    }
    const rows = middleOf(next);
    middle.style.visibility = rows === null ? 'hidden' : 'visible';
    if (rows !== null && (isMoved || middleOf(last) !== rows || last.colors !== next.colors)) {
      layers.middle.draw(lineSceneOf(next, rows, next.colors));
    }
    if (!isCovered) drawDeferred();
    // The browser composites an empty canvas too unless it is hidden.
    highlight.style.visibility = next.highlights.length > 0 ? 'visible' : 'hidden';
    const isMarked = next.highlights.length > 0 || (last?.highlights.length ?? 0) > 0;
    if (isMarked && (isMoved || last.highlights !== next.highlights)) paintHighlights(highlight, next);
  }

  function drawDeferred(): void {
    if (pause !== null) clearTimeout(pause);
    pause = null;
    if (deferred === null) return;
    const scene = deferred;
    deferred = null;
    layers.background.draw(scene);
  }

  function reportStage(): void {
    const isCovered = background.style.visibility === 'hidden';
    const stages = [
      layers.foreground.stage,
      middle.style.visibility === 'hidden' ? 'whole' : layers.middle.stage,
      isCovered ? 'whole' : layers.background.stage,
    ];
    onStage(order.find((stage) => stages.includes(stage)) ?? 'whole');
    if (layers.foreground.stage !== 'whole' || deferred === null) return;
    if (pause !== null) clearTimeout(pause);
    pause = setTimeout(drawDeferred, faintPause);
  }

  function destroy(): void {
    for (const cleanup of cleanups) cleanup();
    deferred = null;
    drawDeferred();
    renderer.destroy();
    layers.foreground.destroy();
    layers.middle.destroy();
    layers.background.destroy();
  }

  return {
    update,
    get renderer() {
      return renderer.option;
    },
    set renderer(option) {
      renderer.option = option;
    },
    destroy,
  };
}

/** The selected rows if they differ from both the rows in front and all rows; else null. */
function middleOf({ allRows, selection, front }: Scene): Uint32Array | null {
  return front.length < selection.length && selection.length < allRows.length ? selection : null;
}

/** The lines of some rows of a scene, as input of a layer. */
export function lineSceneOf(
  { geometry, axisX, positions, style }: LinesScene,
  rows: Uint32Array,
  colors: RowColors,
): LineScene {
  const { width, height, top } = geometry.layout;
  return { width, height, top, axisX, positions, rows, colors, style };
}

/** Strokes the highlighted lines. */
function paintHighlights(canvas: HTMLCanvasElement, scene: Scene): void {
  const { geometry, axisX, positions, style } = scene;
  const { width, height, top } = geometry.layout;
  const context = clearSurface(canvas, width, height);
  if (axisX.length === 0) return;
  context.lineJoin = 'round';
  context.lineCap = 'round';
  for (const { row, color, edge } of scene.highlights) {
    const path = linePath(row, axisX, positions, top, style.curve);
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

/** The path of a row's line; between axes the cubic of `progressAt`, with control points at a third and two thirds. */
function linePath(
  row: number,
  axisX: readonly number[],
  positions: readonly Float32Array[],
  top: number,
  curve: number,
): Path2D {
  const path = new Path2D();
  const y = positions.map((position) => position[row]! + top);
  if (axisX.length === 1) {
    path.moveTo(axisX[0]! - dash, y[0]!);
    path.lineTo(axisX[0]! + dash, y[0]!);
    return path;
  }
  path.moveTo(axisX[0]!, y[0]!);
  for (let index = 1; index < axisX.length; index++) {
    const [fromX, toX] = [axisX[index - 1]!, axisX[index]!];
    const [from, to] = [y[index - 1]!, y[index]!];
    const bend = ((to - from) * (1 - curve)) / 3;
    const third = (toX - fromX) / 3;
    path.bezierCurveTo(fromX + third, from + bend, toX - third, to - bend, toX, to);
  }
  return path;
}
