import type { PlotView } from '../../../viz/index.ts';
import { readLink, type PageView } from '../shell/link/link.ts';
import type { Lesson } from './lesson.ts';

/** The view of a lesson, before the columns of its runs are known. */
export function viewOfLesson({ view, axes }: Pick<Lesson, 'view' | 'axes'>): PageView {
  const read = readLink(`#${view}`).view;
  return { ...read, plot: { ...read.plot, order: [...axes], shown: [...axes] } };
}

/** A view that shows these axes of a table and hides its other columns; null while the table lacks one of them. */
export function withAxes(
  view: PlotView,
  axes: readonly string[],
  columns: readonly string[],
): PlotView | null {
  if (!axes.every((axis) => columns.includes(axis))) return null;
  const hidden = columns.filter((column) => !axes.includes(column));
  return { ...view, order: [...axes], shown: [...axes], hidden };
}
