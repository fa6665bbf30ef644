export { sweepOfRuns } from './runs-sweep.ts';
export { sweepScript, type Sweep } from './script.ts';
