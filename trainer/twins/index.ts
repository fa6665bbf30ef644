/** Two networks in lockstep, and the batch, units and examples that part them. */
export { largest } from './distances.ts';
export type { WeightDistance } from './distances.ts';
export { trainTwins, twinProbe } from './train-twins.ts';
export type { TwinContext } from './train-twins.ts';
export { partingStep } from './types.ts';
export type { Distance, TwinSettings, TwinStep } from './types.ts';
