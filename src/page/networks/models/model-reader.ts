/** Reads networks from files; it is loaded when the first one is opened. */
export { openModel } from './archive.ts';
export { runOfModel, sourceOfModel } from './opened-run.ts';
