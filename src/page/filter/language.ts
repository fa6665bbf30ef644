/** All that reads and writes conditions as text. It is loaded by `Conditions` when a filter is first used. */
export { completeFilter, parseFilter, printFilter } from '../../../analysis/index.ts';
export { conditionError, conditionMask } from './condition-mask.ts';
export { allOf, conditionsOfFilter, filterOfConditions } from './filter-condition.ts';
export { conditionColumns } from './state-column.ts';
