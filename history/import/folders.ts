import type { FolderFormat } from './groups/folder-format.ts';
import { allennlp } from './training/allennlp.ts';
import { catboostInfo } from './training/boosting.ts';
import { clearmlSession } from './trackers/clearml.ts';
import { cometFolder } from './trackers/comet.ts';
import { dvclive } from './trackers/dvclive.ts';
import { guild } from './trackers/guild.ts';
import { hfOutput } from './training/hf-trainer.ts';
import { nniTrial } from './searches/nni-trials.ts';
import { mlflowStore } from './mlflow/mlflow-store.ts';
import { rayTrial } from './searches/ray-tune.ts';
import { sacredFolder } from './trackers/sacred.ts';
import { scalarDownloads } from './tensorboard/scalar-downloads.ts';
import { sb3Monitors } from './training/sb3-monitor.ts';
import { bohb, deepcave } from './searches/search-logs.ts';
import { deepcaveTable } from './searches/deepcave-trials.ts';
import { tensorboardFolder } from './tensorboard/tensorboard.ts';
import { wandbFileFolder } from './wandb/file/wandb-file.ts';
import { wandbFolder } from './wandb/wandb.ts';

/**
 * All folder formats, in order of precedence: the first that claims a file keeps it, so specific formats precede general
 * ones. Unclaimed files are read individually.
 */
export const FOLDER_FORMATS: readonly FolderFormat[] = [
  rayTrial,
  nniTrial,
  hfOutput,
  wandbFileFolder,
  wandbFolder,
  mlflowStore,
  sacredFolder,
  cometFolder,
  clearmlSession,
  allennlp,
  catboostInfo,
  dvclive,
  guild,
  bohb,
  deepcave,
  deepcaveTable,
  sb3Monitors,
  scalarDownloads,
  tensorboardFolder,
];
