/** The health of a network: dead and saturated units, gradients, updates, pre-activations. */
export { createCheckUp } from './check-up.ts';
export type { CheckUp } from './check-up.ts';
export { addEpoch } from './distributions.ts';
export { distributionName, healthMetrics } from './keys.ts';
export { probeRows } from './probe.ts';
export { SATURATED_BELOW } from './statistics.ts';
