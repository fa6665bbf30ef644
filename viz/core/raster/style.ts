/** How lines are drawn. */
export interface LineStyle {
  /** In CSS pixels. */
  readonly width: number;
  /** Of a single line, from 0 to 1; null for one that suits how many there are. */
  readonly opacity: number | null;
  /** From 0, straight lines, to 1, lines that leave and reach each axis at a right angle. */
  readonly curve: number;
}

export const defaultStyle: LineStyle = { width: 1.3, opacity: null, curve: 0 };

/**
 * How far a line has come from its place on the left axis to that on the right one, from 0 to 1, at a share `t` of the
 * way across. Between straight and the cubic 3t² − 2t³, so never beyond either end and the same for every line.
 */
export function progressAt(curve: number, t: number): number {
  return t + curve * (t * t * (3 - 2 * t) - t);
}

/** The limits of width and opacity. */
export const LINE_LIMITS = { width: { min: 0.2, max: 12 }, opacity: { min: 0.01 } } as const;
