/** Operations on trained models: inspect, predict, save, and fork their settings. */
export { centreDigit } from './centre-digit.ts';
export { confusionOf, disagreements, inputWeights } from './confusion.ts';
export type { Confusion, Disagreement } from './confusion.ts';
export { changedParameters, configOfRun } from './fork.ts';
export type { ForkBase } from './fork.ts';
export { layerOutputs, modelWith, softmax } from './layer-outputs.ts';
export type { LayerOutputs } from './layer-outputs.ts';
export { readModelFiles, writeModelFiles } from './model-files.ts';
export type { ModelFiles } from './model-files.ts';
