import type { ScaleType } from './columns.ts';

/** What scales are called in menus, in the order in which they are offered. */
export const SCALE_LABELS: Readonly<Record<ScaleType, string>> = {
  linear: 'linear',
  log: 'logarithmic',
  category: 'categories',
};
