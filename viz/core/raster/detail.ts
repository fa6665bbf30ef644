/**
 * `spans`: line by line, with edges that are the smoother the more `passes` there are. `bins`: lines that begin and end
 * in the same of `cells` cells (a power of two) are drawn as one.
 */
export type Detail =
  { readonly kind: 'spans'; readonly passes: number } | { readonly kind: 'bins'; readonly cells: number };

/** How one picture is drawn, and at how many pixels per CSS pixel. */
export interface Pass {
  readonly detail: Detail;
  readonly pixelRatio: number;
}

/** A quick draft first, where somebody needs one; then the picture. */
export interface Plan {
  readonly draft: Pass | null;
  readonly final: Pass;
}

export interface PlanInput {
  readonly rows: number;
  /** Of the picture, in CSS pixels. */
  readonly width: number;
  /** Device pixels per CSS pixel. */
  readonly pixelRatio: number;
}

/** Lines times columns up to which lines are drawn one by one. */
const maxSpans = 4e6;
/** Up to which their edges are smoothed further. */
const maxSmooth = 2e6;

/** Few lines are drawn one by one at the device's resolution, many are binned at that of the page. */
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
