/** What the raster does millions of times, in AssemblyScript: see `compile.ts` beside this folder. Pointers are bytes. */
export { allocate, clear, release } from './memory';
export { countClasses, countFlat, countRamp, transpose } from './count';
export { project } from './project';
export { depositSpans, depositSums, prepareSpans, sumColumn } from './column';
export { writeMixed, writeRamp } from './pixels';
