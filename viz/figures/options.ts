import type { Paper } from '../export/paper.ts';

/** Options of every figure. */
export interface FigureOptions {
  readonly paper: Paper;
  /** The title above the figure; none if empty. */
  readonly title?: string;
  readonly theme?: 'light' | 'dark';
}
