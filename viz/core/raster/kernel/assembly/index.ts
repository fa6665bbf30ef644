/** The inner loops of the rasteriser, in AssemblyScript: `npm run raster-kernel` compiles them. Pointers are byte addresses. */
export { allocate, clear, release } from './memory';
export { compareRows, countCategorical, countFlat, countSequential, transpose } from './count';
export { project } from './project';
export { depositSpans, prepareSpans, resample, sumColumn } from './column';
export { packColors, turn, writeFlat, writeMixed, writeSequential } from './pixels';
