import { boosting } from './boosting.ts';
import { csv } from './csv.ts';
import { cvResults } from './cv-results.ts';
import { heddle } from './heddle.ts';
import { hfTrainer } from './hf-trainer.ts';
import { hiplot } from './hiplot.ts';
import { keras } from './keras.ts';
import { kerasTuner } from './keras-tuner.ts';
import { mlflowRest, mlflowFrame } from './mlflow-rest.ts';
import { nevergrad } from './nevergrad.ts';
import { parquet } from './parquet.ts';
import { optunaFrame } from './optuna-frame.ts';
import { optunaJournal } from './optuna-journal.ts';
import { rayResults } from './ray-tune.ts';
import { records } from './records.ts';
import { sacredMetrics } from './sacred.ts';
import { scalarDownload } from './scalar-downloads.ts';
import { skorch } from './skorch.ts';
import { smac } from './smac.ts';
import { wandbHistory } from './wandb.ts';
import { wandbChart, wandbRuns } from './wandb-tables.ts';
import { sqlite } from './sqlite/sqlite.ts';
import { tensorboardFile } from './tensorboard/tensorboard.ts';
import { wandbFile } from './wandb-file/wandb-file.ts';
import type { Format } from './types.ts';

/** Every format that is read, in the order in which they are tried: the particular before the general. */
export const FORMATS: readonly Format[] = [
  wandbFile,
  sqlite,
  parquet,
  tensorboardFile,
  heddle,
  hiplot,
  skorch,
  hfTrainer,
  kerasTuner,
  optunaJournal,
  optunaFrame,
  rayResults,
  wandbHistory,
  wandbChart,
  wandbRuns,
  mlflowRest,
  mlflowFrame,
  sacredMetrics,
  scalarDownload,
  smac,
  nevergrad,
  cvResults,
  boosting,
  keras,
  records,
  csv,
];
