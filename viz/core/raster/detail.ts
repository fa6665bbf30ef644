import type { LineMode, LineStyle } from './style.ts';

/** Lines are composed one by one. */
export interface LinesDetail {
  readonly kind: 'lines';
}

/** Lines are counted, and each pixel shows how many pass in the colour of the front one. */
export interface DensityDetail {
  readonly kind: 'density';
  /** Lines that begin and end in the same of this number of cells, a power of two, are drawn as one. */
  readonly cells: number;
  /**
   * While a brush moves, a cell whose front line was removed may keep its colour where no other line passes, since finding
   * the next one takes a look at every row.
   */
  readonly isDraft: boolean;
}

export type Detail = LinesDetail | DensityDetail;

/** How a scene is drawn, and at how many pixels per CSS pixel. */
export interface RenderOptions {
  readonly detail: Detail;
  readonly pixelRatio: number;
}

/** An optional draft, and the full picture. */
export interface Plan {
  readonly draft: RenderOptions | null;
  readonly final: RenderOptions;
}

export interface PlanInput {
  readonly rows: number;
  /** Width of the picture in CSS pixels. */
  readonly width: number;
  /** Device pixels per CSS pixel. */
  readonly pixelRatio: number;
  readonly mode: LineMode;
}

/** Up to this number, lines are drawn as lines unless density is asked for. */
export const maxLines = 25_000;

/** Whether lines are composed one by one, rather than counted. */
export function isComposed({ rows, mode }: Pick<PlanInput, 'rows' | 'mode'>): boolean {
  return mode === 'lines' || (mode === 'auto' && rows <= maxLines);
}

/** Up to this number, a single line is seen wherever it is. */
const minCrowd = 5_000;

/**
 * Whether single lines are too pale to be seen, so that those that run apart from the others are drawn beneath them: in
 * a density, and among many lines whose opacity is automatic.
 */
export function isCrowded(rows: number, { mode, opacity }: Pick<LineStyle, 'mode' | 'opacity'>): boolean {
  return !isComposed({ rows, mode }) || (opacity === null && rows > minCrowd);
}

/** A draft of many lines. */
export const densityDraft = { kind: 'density', cells: 256, isDraft: true } as const;
export const fullDensity = { kind: 'density', cells: 512, isDraft: false } as const;

/** Up to this number of lines times columns, lines are composed within a frame or two, without a draft. */
const maxPrompt = 3e6;

/** Lines are composed at the device's resolution, density is drawn at the resolution of CSS pixels. */
export function planDrawing(input: PlanInput): Plan {
  const { rows, width, pixelRatio } = input;
  const coarse = Math.min(1, pixelRatio);
  const draft = { detail: densityDraft, pixelRatio: coarse };
  if (isComposed(input)) {
    const isPrompt = rows * width * pixelRatio <= maxPrompt;
    return { draft: isPrompt ? null : draft, final: { detail: { kind: 'lines' }, pixelRatio } };
  }
  return { draft, final: { detail: fullDensity, pixelRatio: coarse } };
}
