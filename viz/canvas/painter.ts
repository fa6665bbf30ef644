import type { PlotGeometry } from '../core/layout/geometry.ts';
import type { Rgb } from '../core/color/palette.ts';
import { flatColors, type RowColors } from '../core/raster/ink.ts';
import { dash, type LinePicture } from '../core/raster/lines.ts';
import type { LineStyle } from '../core/raster/style.ts';
import { LineLayer, type Stage } from './layer.ts';
import type { DrawnBy, RendererOption } from '../renderer/choice.ts';
import { createChosenRenderer } from '../renderer/chosen-renderer.ts';
import { pageGraphics } from '../renderer/page-graphics.ts';
import { clearSurface, devicePixelRatio, showPatches, watchPixelRatio, watchRestored } from './surface.ts';

/** Everything that the canvases show. Parts are compared by identity: a part that is the same is not drawn again. */
export interface Scene {
  readonly geometry: PlotGeometry;
  /** Where the axes stand, a dragged one included. */
  readonly axisX: readonly number[];
  /** Per axis, per row, how far below the top of the axes the row crosses it. */
  readonly positions: readonly Float32Array[];
  readonly allRows: Uint32Array;
  readonly selection: Uint32Array;
  /** The rows in front: the selected ones, the same array then, or some of them. */
  readonly front: Uint32Array;
  readonly colors: RowColors;
  readonly faint: Rgb;
  readonly style: LineStyle;
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
  readonly middle: HTMLCanvasElement;
  readonly foreground: HTMLCanvasElement;
  readonly highlight: HTMLCanvasElement;
  readonly renderer: RendererOption;
  /** Called when another one draws the lines, or for another reason. */
  readonly onDrawnBy: (drawnBy: DrawnBy) => void;
  /** Called when more or less of the last scene is shown. */
  readonly onStage: (stage: Stage) => void;
  /** Called with the reason when lines cannot be drawn. */
  readonly onError: (error: unknown) => void;
}

export interface Painter {
  update(scene: Scene): void;
  /** Who is to draw the lines. */
  renderer: RendererOption;
  destroy(): void;
}

/** The stage of a scene is the first of these that one of its layers is in. */
const order: readonly Stage[] = ['drawing', 'draft', 'failed'];

/** Milliseconds until hidden faint lines are drawn: what was drawn just now is to be presented first. */
const faintPause = 100;

/**
 * Draws scenes on four canvases that lie on one another: faint lines of all rows, selected lines, those of them that stand
 * in front, highlighted lines. The faint ones are hidden while all rows are in front, and drawn once there is time, so
 * that the first brush finds them; the middle is empty where all that is selected is in front, or nothing is set apart.
 */
export function createPainter(params: PainterParams): Painter {
  const { background, middle, foreground, highlight, onStage, onDrawnBy, onError } = params;
  const renderer = createChosenRenderer({
    graphics: pageGraphics(),
    option: params.renderer,
    onChange: (drawnBy, isOther) => {
      onDrawnBy(drawnBy);
      if (isOther) redraw();
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
  /** The faint lines that are to be drawn once there is time. */
  let later: LinePicture | null = null;
  let pause: ReturnType<typeof setTimeout> | null = null;
  const unwatch = [
    watchPixelRatio(redraw),
    ...[background, middle, foreground, highlight].map((canvas) => watchRestored(canvas, redraw)),
  ];
  onDrawnBy(renderer.drawnBy);

  /** Draws all that there is, as if for the first time. */
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
      later = pictureOf(next, next.allRows, flatColors(next.faint));
    }
    if (isMoved || last.front !== next.front || last.colors !== next.colors) {
      layers.foreground.draw(pictureOf(next, next.front, next.colors));
    }
    const rows = middleOf(next);
    middle.style.visibility = rows === null ? 'hidden' : 'visible';
    if (rows !== null && (isMoved || middleOf(last) !== rows || last.colors !== next.colors)) {
      layers.middle.draw(pictureOf(next, rows, next.colors));
    }
    if (!isCovered) drawLater();
    // A canvas that shows nothing still has to be put together with the others.
    highlight.style.visibility = next.highlights.length > 0 ? 'visible' : 'hidden';
    const isMarked = next.highlights.length > 0 || (last?.highlights.length ?? 0) > 0;
    if (isMarked && (isMoved || last.highlights !== next.highlights)) paintHighlights(highlight, next);
  }

  function drawLater(): void {
    if (pause !== null) clearTimeout(pause);
    pause = null;
    if (later === null) return;
    const picture = later;
    later = null;
    layers.background.draw(picture);
  }

  function reportStage(): void {
    const isCovered = background.style.visibility === 'hidden';
    const stages = [
      layers.foreground.stage,
      middle.style.visibility === 'hidden' ? 'whole' : layers.middle.stage,
      isCovered ? 'whole' : layers.background.stage,
    ];
    onStage(order.find((stage) => stages.includes(stage)) ?? 'whole');
    if (layers.foreground.stage !== 'whole' || later === null) return;
    if (pause !== null) clearTimeout(pause);
    pause = setTimeout(drawLater, faintPause);
  }

  function destroy(): void {
    for (const end of unwatch) end();
    later = null;
    drawLater();
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

/** The selected rows where they lie between those in front and the others; null where they are either. */
function middleOf({ allRows, selection, front }: Scene): Uint32Array | null {
  return front.length < selection.length && selection.length < allRows.length ? selection : null;
}

/** The lines of some rows of a scene, to be drawn by `rasterLines` or a layer. */
export function pictureOf(
  { geometry, axisX, positions, style }: Scene,
  rows: Uint32Array,
  colors: RowColors,
): LinePicture {
  const { width, height, top } = geometry.layout;
  return { width, height, top, axisX, positions, rows, colors, style };
}

/** The few lines that are stroked: exact, and above all others. */
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

/** A row's line; between axes the cubic of `progressAt`, whose control points lie at thirds of the way. */
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
