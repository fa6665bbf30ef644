/** How lines are drawn. */
export interface LineStyle {
  /** Line width in CSS pixels. */
  readonly width: number;
  /** Opacity of a single line, from 0 to 1; null to choose it by the number of lines. */
  readonly opacity: number | null;
  /** From 0, straight lines, to 1, curves that meet each axis at a right angle. */
  readonly curve: number;
  readonly mode: LineMode;
}

export const LINE_MODES = ['auto', 'lines', 'density'] as const;

/** Draws lines one by one, or their density, or chooses by their number. */
export type LineMode = (typeof LINE_MODES)[number];

export const defaultStyle: LineStyle = { width: 1.3, opacity: null, curve: 0, mode: 'auto' };

/**
 * Vertical progress of a line from the left to the right axis, 0 to 1, at horizontal progress `t`. Interpolates between a
 * straight line and the cubic 3t² − 2t³, so it is monotonic and the same for every line.
 */
export function progressAt(curve: number, t: number): number {
  return t + curve * (t * t * (3 - 2 * t) - t);
}

/** The limits of width and opacity. */
export const LINE_LIMITS = { width: { min: 0.2, max: 12 }, opacity: { min: 0.01 } } as const;
