import { runsOfTable } from '../flat/runs/rows-to-runs.ts';
import { typeTexts } from '../flat/text-cells.ts';
import { countFromOne } from '../shared/count-from-one.ts';
import { nameOf } from '../files/file-set.ts';
import type { Context, Format } from '../types.ts';

/**
 * A table that is read as any log is, but known for the log of some tool: its column roles need no confirmation, and
 * whose epochs count from 0 are counted from 1 here as all others are.
 */
function logOf(
  name: string,
  description: string,
  isIt: (names: readonly string[], context: Context) => boolean,
): Format {
  return {
    name,
    description,
    detect: (content, context) => content.kind === 'table' && isIt(content.table.names, context),
    read(content, context) {
      if (content.kind !== 'table') return [];
      const note = (sentence: string) => {
        // Said of any table, but here it is about to be no longer so.
        if (!sentence.startsWith('The epochs are counted from 0')) context.note(sentence);
      };
      const quiet = { ...context, note };
      return countFromOne(runsOfTable(typeTexts(content.table, quiet), name, quiet), context);
    },
  };
}

/**
 * Columns of train and validation, of detection, segmentation, classification, of any version: losses under `train/`, scores
 * under `metrics/`, and one row per epoch. Names such as `train/loss` and `val/loss` alone are common, and other tools count steps.
 */
export const ultralytics = logOf('ultralytics', "Ultralytics' results.csv", (names) => {
  const hasTraining = names.some((name) => /^train\/(?:\w+_)?loss$/.test(name));
  const hasScores = names.some((name) => name.startsWith('metrics/'));
  return hasTraining && hasScores && names.includes('epoch') && !names.includes('step');
});

/** Versions before 2 have no column of times, and cells `#na#` for values that were not computed. */
export const fastai = logOf('fastai', "fastai's history.csv", (names, { fileName }) => {
  const isLearner = names.slice(0, 3).join() === 'epoch,train_loss,valid_loss';
  return isLearner && (names.at(-1) === 'time' || /history\.csv(?:\.gz)?$/i.test(nameOf(fileName)));
});

/** Its columns are in no fixed order, so it is detected by the name of the file. */
export const lightning = logOf('lightning', "PyTorch Lightning's metrics.csv", (names, { fileName }) => {
  return (
    names.includes('step') && names.includes('epoch') && /metrics\.csv(?:\.gz)?$/i.test(nameOf(fileName))
  );
});

/** `epoch`, then the logged metrics in alphabetical order, then validation metrics that were logged later. */
export const kerasCsv = logOf('keras-csv', "Keras' CSVLogger", ([epoch, ...names]) => {
  const isOrdered = (all: readonly string[]) => all.every((name, i) => i === 0 || all[i - 1]! < name);
  const trained = names.filter((name) => !name.startsWith('val_'));
  const isLater = names.slice(trained.length).every((name) => name.startsWith('val_'));
  const isKeras =
    trained.includes('loss') && names.some((name) => /^(?:val_.*|acc|accuracy|lr|learning_rate)$/.test(name));
  return epoch === 'epoch' && isKeras && (isOrdered(names) || (isLater && isOrdered(trained)));
});
