/** The numbers of backpropagation through one activation, in a network small enough to read them all. */
export { makeSmallNetwork } from './make-network.ts';
export { traceNetwork } from './trace.ts';
export type { Parameters, SmallNetwork, Trace } from './trace.ts';
