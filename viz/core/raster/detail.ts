import type { InkGroup } from './ink.ts';
import type { Detail } from './lines.ts';

/** How one picture is drawn, and at how many pixels per CSS pixel. */
export interface Pass {
  readonly detail: Detail;
  readonly pixelRatio: number;
}

/** A quick draft first, where the picture takes longer than a frame; then the picture. */
export interface Plan {
  readonly draft: Pass | null;
  readonly final: Pass;
}

export interface PlanInput {
  readonly rows: number;
  readonly groups: readonly InkGroup[];
  /** Of the picture, in CSS pixels. */
  readonly width: number;
  /** Device pixels per CSS pixel. */
  readonly pixelRatio: number;
}

/** Lines times columns up to which lines are drawn one by one: about a quarter of a second. */
const maxSpans = 4e6;
/** Up to which their edges are smoothed further. */
const maxSmooth = 1e6;
/** Up to which a picture is done within a frame or two. */
const maxPrompt = 3e5;

/**
 * Few lines are drawn one by one at the device's resolution, many are binned at that of the page. Each colour is binned
 * for itself, so many colours get larger cells.
 */
export function planDrawing({ rows, groups, width, pixelRatio }: PlanInput): Plan {
  const spans = rows * width * pixelRatio;
  const draft: Pass | null =
    spans <= maxPrompt ? null : { detail: { kind: 'bins', cells: 128 }, pixelRatio: Math.min(1, pixelRatio) };
  if (spans <= maxSpans) {
    return { draft, final: { detail: { kind: 'spans', passes: spans <= maxSmooth ? 4 : 1 }, pixelRatio } };
  }
  const cells = groups.length <= 2 ? 512 : 256;
  return { draft, final: { detail: { kind: 'bins', cells }, pixelRatio: Math.min(1, pixelRatio) } };
}
