/** What parameters explain of an objective. An entry of its own, so that it can be loaded when it is first needed. */
export type { ExclusionReason } from './candidates.ts';
export type { Estimate } from './estimate.ts';
export { groupRows } from './groups.ts';
export type { Group, Grouping } from './groups.ts';
export { importances, reportOfSample } from './importance.ts';
export type { Importance, ImportanceReport, ParameterImportance } from './importance.ts';
export { sampleRuns } from './sample.ts';
export type { ImportanceInput, ImportanceSample } from './sample.ts';
export { cellMeans, conditionalMeans } from './means.ts';
export type { CellMeans, ConditionalMean } from './means.ts';
