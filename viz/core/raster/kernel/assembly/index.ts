/** What the raster does millions of times, in AssemblyScript: see `compile.ts` beside this folder. Pointers are bytes. */
export { allocate, clear, release } from './memory';
export { compareRows, countClasses, countFlat, countRamp, transpose } from './count';
export { project } from './project';
export { depositSpans, prepareSpans, resample, sumColumn } from './column';
export { packColors, turn, writeFlat, writeMixed, writeRamp } from './pixels';
