export { applyHiPlot } from '../../../viz/index.ts';
