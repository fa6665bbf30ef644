/** Number of networks that a search trains. */
export interface FitCount {
  readonly candidates: number;
  /** 0 without cross-validation. */
  readonly folds: number;
  readonly repeats: number;
  readonly fits: number;
}

/** Counts the fits of a search before it is planned. @param folds null without cross-validation */
export function countFits(candidates: number, folds: number | null, repeats: number): FitCount {
  return { candidates, folds: folds ?? 0, repeats, fits: candidates * (folds ?? 1) * repeats };
}
