/** The trainer: takes a configuration and data, yields records. It draws nothing. Import it through this file only. */
export {
  activationNames,
  activations,
  checkDerivative,
  createCustomActivation,
  findOverflow,
  FormulaError,
  functionNames,
  resolveActivation,
  torchActivation,
} from './activations/index.ts';
export type {
  Activation,
  ActivationName,
  CustomActivation,
  DerivativeCheck,
  Difference,
  FunctionName,
  TorchActivation,
} from './activations/index.ts';
export {
  activationText,
  ConfigError,
  configParameters,
  defaultConfig,
  defaultsOf,
  defaultStandardisation,
  optimizers,
  parseConfig,
  standardisations,
  stoppingMetrics,
} from './config.ts';
export { choicesOf } from './config/parameters.ts';
export { LIMITS } from './config/limits.ts';
export type { ActivationChoice, ConfigIssue, Standardisation, TrainConfig } from './config.ts';
export { initialisations } from './model/initialisations.ts';
export type { Initialisation } from './model/initialisations.ts';
export type { KernelDistribution } from './model/initialise.ts';
export { initialDistributions } from './training/start-network.ts';
export { learningRateAt, schedules } from './model/schedule.ts';
export type { Schedule, ScheduleSettings } from './model/schedule.ts';
export { checkDataset, selectRows, takeRows, withTest } from './data/dataset.ts';
export type { Dataset } from './data/dataset.ts';
export { madeDatasets, makeDataset } from './data/builtin.ts';
export { decodeIdx } from './data/idx.ts';
export type { IdxArray } from './data/idx.ts';
export { loadIdxDataset } from './data/idx-dataset.ts';
export type { IdxPair } from './data/idx-dataset.ts';
export { loadMnistDataset, MNIST_FILES } from './data/mnist.ts';
export { makeSpiral } from './data/spiral.ts';
export { makeTabular } from './data/tabular.ts';
export { makeToy } from './data/toys/toys.ts';
export { toyNames } from './data/toys/toy-names.ts';
export type { ToyName } from './data/toys/toy-names.ts';
export { createTableDataset, readDataTable, suggestTask, TableError } from './data/table/index.ts';
export type {
  DataTable,
  TableCell,
  TableColumn,
  TableDataset,
  TableDatasetOptions,
} from './data/table/index.ts';
export { fillMethods } from './data/fill.ts';
export type { FillMethod } from './data/fill.ts';
export { validationSplit } from './data/validation-split.ts';
export { stratifiedFolds } from './data/stratified-folds.ts';
export type { Split } from './data/stratified-folds.ts';
export { train } from './training/train.ts';
export { trainRun } from './training/train-run.ts';
export type { RunContext, RunIdentity, RunPlace } from './training/train-run.ts';
export type { TrainContext, TrainedModel, TrainProgress, TrainResult, TrainState } from './training/types.ts';
export { changeable, withChange } from './training/changes.ts';
export type { ChangeableSettings, SettingsChange } from './training/changes.ts';
export { evaluate } from './training/evaluate.ts';
export type { Evaluation } from './training/evaluate.ts';
export { accuracy, modelOutputs, predict } from './training/predict.ts';
export { countFits } from './search/count-fits.ts';
export type { FitCount } from './search/count-fits.ts';
export { foldKinds, scorerNames } from './config/choices.ts';
export type { FoldKind, ScorerName } from './config/choices.ts';
export { defaultFoldKind, makeSplits, notesOnFolds } from './search/splits.ts';
export type { FoldOptions } from './search/splits.ts';
export { scorers } from './search/scorers.ts';
export type { Scored, Scorer, Task } from './search/scorers.ts';
export type { Candidate, SearchedSetting, SearchRange, Setting, Space } from './search/space.ts';
export { parameterName } from './search/space.ts';
export { expandGrid } from './search/grid.ts';
export { sampleSpace } from './search/random-search.ts';
export { nameConfigs } from './search/names.ts';
export { planSearch } from './search/plan.ts';
export type { EarlierFolds, FitJob, PlanOptions, SearchPlan } from './search/plan.ts';
export { Search } from './search/search.ts';
export type { SearchOptions } from './search/search.ts';
export { columnOfScorer, searchedParameters } from './search/parent.ts';
export { scoreTable } from './search/score-table.ts';
export type { ScoreRow } from './search/score-table.ts';
export { SATURATED_BELOW } from './health/index.ts';
export { atFairRates, FAIR_RATES, fairRates, fairRatesOf } from './search/fair-rate.ts';
export type { FairRate, FairRates, RateCell, RatedCandidate } from './search/fair-rate.ts';
export type { JobState, QueueOptions } from './queue/queue.ts';
export { createLocalWorker } from './queue/local-worker.ts';
export type { LocalWorkerOptions } from './queue/local-worker.ts';
export type { LayerWeights } from './model/layers.ts';
export type { FitCheckpoint, FitEvent, FitStore, FitWorker, SavedFit, StepUnit } from './queue/types.ts';
export { backendNames, isGpu } from './backend/backend-names.ts';
export type { BackendName } from './backend/backend-names.ts';
export { chooseBackend } from './backend/choose-backend.ts';
export type { BackendChoice, BackendTiming, ChooseBackendOptions } from './backend/choose-backend.ts';
export { stepMagnitude } from './backend/step-magnitude.ts';
export { SlowBackendError, timeSteps } from './backend/time-steps.ts';
export { BackendError, openBackend, openBackendOrOther, useBackend } from './backend/use-backend.ts';
export type { UsedBackend, WasmPaths } from './backend/use-backend.ts';
export * from './after/index.ts';
export * from './diagnosis/index.ts';
export * from './microscope/index.ts';
export * from './twins/index.ts';
