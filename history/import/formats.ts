import { aimRuns } from './trackers/aim.ts';
import { ax } from './searches/ax.ts';
import { boosting, boostingFolds } from './training/boosting.ts';
import { clearmlScalars } from './trackers/clearml.ts';
import { cometMetrics } from './trackers/comet.ts';
import { csv } from './csv.ts';
import { deepcaveTrials } from './searches/deepcave-trials.ts';
import { cvResults } from './searches/cv-results.ts';
import { heddle } from './viewers/heddle.ts';
import { hfTrainer } from './training/hf-trainer.ts';
import { hiplot } from './viewers/hiplot.ts';
import { keras } from './training/keras.ts';
import { kerasTuner } from './searches/keras-tuner.ts';
import { mlflowRest, mlflowFrame } from './mlflow/mlflow-rest.ts';
import { neptuneAttributes, neptuneRuns } from './trackers/neptune.ts';
import { nevergrad } from './searches/nevergrad.ts';
import { parquet } from './parquet/parquet.ts';
import { mlflowUi } from './mlflow/mlflow-ui.ts';
import { guildCompare } from './trackers/guild-compare.ts';
import { trackioTable } from './trackers/trackio-table.ts';
import { optunaFrame } from './optuna/optuna-frame.ts';
import { optunaJournal } from './optuna/optuna-journal.ts';
import { rayResults, rayState } from './searches/ray-tune.ts';
import { records } from './records.ts';
import { sacredDocuments, sacredMetrics } from './trackers/sacred.ts';
import { scalarDownload } from './tensorboard/scalar-downloads.ts';
import { sb3Evaluations, sb3Progress } from './training/sb3-logs.ts';
import { sb3Monitor } from './training/sb3-monitor.ts';
import { fastai, kerasCsv, lightning, ultralytics } from './training/known-logs.ts';
import { mmengine } from './training/mmengine.ts';
import { skorch } from './training/skorch.ts';
import { smac } from './searches/smac.ts';
import { wandbHistory } from './wandb/wandb.ts';
import { wandbChart, wandbRuns } from './wandb/wandb-tables.ts';
import { npz } from './spreadsheets/npz.ts';
import { xlsx } from './spreadsheets/xlsx.ts';
import { sqlite } from './sqlite/sqlite.ts';
import { tensorboardFile } from './tensorboard/tensorboard.ts';
import { wandbFile } from './wandb/file/wandb-file.ts';
import type { Format } from './types.ts';

/** All file formats in the order in which they are tried: specific formats precede general ones. */
export const FORMATS: readonly Format[] = [
  wandbFile,
  sqlite,
  parquet,
  tensorboardFile,
  sb3Evaluations,
  xlsx,
  npz,
  heddle,
  hiplot,
  ax,
  skorch,
  hfTrainer,
  kerasTuner,
  optunaJournal,
  optunaFrame,
  rayResults,
  rayState,
  wandbHistory,
  wandbChart,
  wandbRuns,
  mlflowRest,
  mlflowFrame,
  mlflowUi,
  guildCompare,
  trackioTable,
  aimRuns,
  neptuneAttributes,
  neptuneRuns,
  cometMetrics,
  clearmlScalars,
  sb3Monitor,
  sb3Progress,
  sacredMetrics,
  sacredDocuments,
  scalarDownload,
  smac,
  nevergrad,
  deepcaveTrials,
  cvResults,
  boosting,
  boostingFolds,
  keras,
  mmengine,
  records,
  ultralytics,
  fastai,
  lightning,
  kerasCsv,
  csv,
];
