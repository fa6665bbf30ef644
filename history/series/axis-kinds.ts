/**
 * What the x axis of a series counts: the `epoch` of a record; its `step`, from the first counter of steps or iterations
 * that a run has; the `time` since the start of the run in seconds; or its epoch as a fraction of the run's last one
 * (`relative`), so that runs of different length end at the same place.
 */
export const SERIES_AXES = ['epoch', 'step', 'time', 'relative'] as const;
export type SeriesAxis = (typeof SERIES_AXES)[number];
