import type { FolderFormat } from './folder-format.ts';
import { catboostInfo } from './boosting.ts';
import { dvclive } from './dvclive.ts';
import { guild } from './guild.ts';
import { hfOutput } from './hf-trainer.ts';
import { mlflowStore } from './mlflow-store.ts';
import { rayTrial } from './ray-tune.ts';
import { sacredFolder } from './sacred.ts';
import { scalarDownloads } from './scalar-downloads.ts';
import { bohb, deepcave } from './search-logs.ts';
import { tensorboardFolder } from './tensorboard/tensorboard.ts';
import { wandbFileFolder } from './wandb-file/wandb-file.ts';
import { wandbFolder } from './wandb.ts';

/**
 * Every format that comes as a folder, in the order in which they are asked: who takes a file has it, so the particular
 * stand before the general. What nobody takes is read file by file.
 */
export const FOLDER_FORMATS: readonly FolderFormat[] = [
  rayTrial,
  hfOutput,
  wandbFileFolder,
  wandbFolder,
  mlflowStore,
  sacredFolder,
  catboostInfo,
  dvclive,
  guild,
  bohb,
  deepcave,
  scalarDownloads,
  tensorboardFolder,
];
