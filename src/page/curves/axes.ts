import type { SeriesAxis } from '../../../history/index.ts';

/** The x axes of curves: their titles, and whether places on them are whole numbers, seconds or other numbers. */
export const AXES = {
  epoch: { title: 'Epoch', kind: 'count' },
  step: { title: 'Step', kind: 'count' },
  time: { title: 'Time', kind: 'time' },
  relative: { title: 'Share of the run', kind: 'number' },
} as const satisfies Record<SeriesAxis, object>;
