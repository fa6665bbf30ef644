/** The inner loops of the rasteriser, in AssemblyScript: `npm run raster-kernel` compiles them. Pointers are byte addresses. */
export { allocate, clear, release } from './memory';
export { compareRows, countFlat, countFronts, transpose } from './count';
export { project } from './project';
export { composeLines, prepareLines, resample, resampleFronts, shapeLines } from './column';
export { packColors, turn, writeComposed, writeFlat, writeFronts } from './pixels';
