/** How healthy a network is: dead and saturated units, gradients, updates, pre-activations. It changes nothing. */
export { createCheckUp } from './check-up.ts';
export type { CheckUp } from './check-up.ts';
export { addEpoch } from './distributions.ts';
export { distributionName, healthMetrics } from './keys.ts';
export { probeRows } from './probe.ts';
export { SATURATED_BELOW } from './statistics.ts';
