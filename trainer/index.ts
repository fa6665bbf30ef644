/** The trainer: a configuration and data in, records out. It draws nothing. Others import it through this file. */
export {
  activationNames,
  activations,
  checkDerivative,
  createCustomActivation,
  FormulaError,
  functionNames,
  resolveActivation,
} from './activations/index.ts';
export type {
  Activation,
  ActivationName,
  CustomActivation,
  DerivativeCheck,
  Difference,
} from './activations/index.ts';
export {
  activationText,
  ConfigError,
  configParameters,
  defaultConfig,
  optimizers,
  parseConfig,
  standardisations,
  stoppingMetrics,
} from './config.ts';
export type { ActivationChoice, ConfigIssue, Standardisation, TrainConfig } from './config.ts';
export { initialisations } from './model/initialise.ts';
export type { Initialisation } from './model/initialise.ts';
export { learningRateAt, schedules } from './model/schedule.ts';
export type { Schedule, ScheduleSettings } from './model/schedule.ts';
export { nameConfigs, sweep } from './sweep.ts';
export type { Ranges } from './sweep.ts';
export { checkDataset, takeRows, withTest } from './data/dataset.ts';
export type { Dataset } from './data/dataset.ts';
export { madeDatasets } from './data/builtin.ts';
export { decodeIdx } from './data/idx.ts';
export type { IdxArray } from './data/idx.ts';
export { loadIdxDataset } from './data/idx-dataset.ts';
export type { IdxPair } from './data/idx-dataset.ts';
export { makeSpiral } from './data/spiral.ts';
export { makeTabular } from './data/tabular.ts';
export { stratifiedFolds } from './data/stratified-folds.ts';
export type { Split } from './data/stratified-folds.ts';
export { recordMetrics, train } from './training/train.ts';
export { trainRun } from './training/train-run.ts';
export type { RunContext, RunIdentity, RunPlace } from './training/train-run.ts';
export type { TrainContext, TrainedModel, TrainProgress, TrainResult, TrainState } from './training/types.ts';
export { evaluate } from './training/evaluate.ts';
export type { Evaluation } from './training/evaluate.ts';
export { accuracy, modelOutputs, predict } from './training/predict.ts';
export { gridSearch } from './grid/grid-search.ts';
export type { GridProgress, GridSearchOptions } from './grid/grid-search.ts';
export { scoreTable } from './grid/score-table.ts';
export type { ScoreRow } from './grid/score-table.ts';
export { chooseBackend } from './backend/choose-backend.ts';
export type { BackendChoice, BackendTiming, ChooseBackendOptions } from './backend/choose-backend.ts';
export { timeSteps } from './backend/time-steps.ts';
export { backendNames, useBackend } from './backend/use-backend.ts';
export type { BackendName, WasmPaths } from './backend/use-backend.ts';
