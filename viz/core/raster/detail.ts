/**
 * `spans`: draws lines one by one; more `passes` give smoother edges. `bins`: lines that begin and end in the same of
 * `cells` cells (a power of two) are drawn as one.
 */
export type Detail =
  { readonly kind: 'spans'; readonly passes: number } | { readonly kind: 'bins'; readonly cells: number };

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
}

/** Maximum lines times columns for drawing lines one by one. */
const maxSpans = 4e6;
/** Maximum lines times columns for extra smoothing. */
const maxSmooth = 2e6;

/** Few lines are drawn one by one at the device's resolution, many are binned at the resolution of CSS pixels. */
export function planDrawing({ rows, width, pixelRatio }: PlanInput): Plan {
  const spans = rows * width * pixelRatio;
  if (spans <= maxSpans) {
    const detail = { kind: 'spans', passes: spans <= maxSmooth ? 4 : 1 } as const;
    return { draft: null, final: { detail, pixelRatio } };
  }
  const coarse = Math.min(1, pixelRatio);
  return {
    draft: { detail: { kind: 'bins', cells: 256 }, pixelRatio: coarse },
    final: { detail: { kind: 'bins', cells: 512 }, pixelRatio: coarse },
  };
}
