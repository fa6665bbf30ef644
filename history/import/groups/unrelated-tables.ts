import type { Run } from '../../types.ts';
import { folderOf, nameOf } from '../files/file-set.ts';
import type { FileReport } from '../import-files.ts';

/** The runs of a group of files, and its report. */
interface ReadGroup {
  readonly runs: readonly Run[];
  readonly report: FileReport;
}

/** Formats of any table, whatever wrote it. */
const TABLE_FORMATS = new Set(['csv', 'records', 'parquet']);

/**
 * Leaves out tables that are no histories beside or below the files of a training: embeddings, labels, predictions. Such a
 * table has no metric and no counter. Without a training beside it, it is kept, since nothing else says what the folder holds.
 */
export function leaveOutTables(groups: readonly ReadGroup[]): readonly ReadGroup[] {
  const folders = new Set(groups.filter(isTraining).map(({ report }) => folderOf(report.files[0]!)));
  if (folders.size === 0) return groups;
  return groups.map((group) => {
    const { report } = group;
    const folder = folderOf(report.path);
    if (folder === '' || !isUnknownTable(group) || !isInOrBelow(folder, folders)) return group;
    const note =
      `"${report.path}" is left out as a table without results and epochs beside a training. ` +
      `Import ${nameOf(report.path)} alone to choose what its columns mean.`;
    return { runs: [], report: { ...report, outcome: 'left', runs: [], notes: [note] } };
  });
}

function isTraining({ runs, report: { format, outcome } }: ReadGroup): boolean {
  if (outcome !== 'taken' || format === null || runs.length === 0) return false;
  return !TABLE_FORMATS.has(format) || runs[0]!.records.length > 0;
}

function isUnknownTable({ runs, report: { format, outcome } }: ReadGroup): boolean {
  if (outcome !== 'taken' || format === null || !TABLE_FORMATS.has(format)) return false;
  const [first] = runs;
  return (
    first !== undefined &&
    runs.slice(0, 100).every((run) => run.records.length === 0 && (isPrediction(run) || !hasMetrics(run))) &&
    (isPrediction(runs.at(-1)!) || !hasMetrics(runs.at(-1)!))
  );
}

/** Names of what a model said about an example, and of what is true of it. */
const PREDICTED =
  /^(?:y_?(?:pred|hat|prob|score)s?|pred(?:s|icted|iction|ictions)?(?:_?\w+)?|logits?|prob(?:s|ability)?(?:_?\w+)?)$/i;
const TRUE = /^(?:y|y_?true|true(?:_?\w+)?|labels?|targets?|gold|ground_?truth|actual|expected)$/i;

/** Whether a row has the prediction for an example, whose loss or score is no result of a training. */
function isPrediction({ parameters, metrics, source }: Run): boolean {
  const names = [...Object.keys(parameters), ...Object.keys(metrics)];
  const isNamed = /(?:^|[^a-z])(?:preds?|predictions?)(?:[^a-z]|$)/i.test(nameOf(source.file ?? ''));
  const [isPredicted, isTrue] = [
    names.some((name) => PREDICTED.test(name)),
    names.some((name) => TRUE.test(name)),
  ];
  return (isPredicted && isTrue) || (isNamed && (isPredicted || isTrue));
}

/** Whether a run has metrics. */
function hasMetrics({ metrics }: Run): boolean {
  return Object.keys(metrics).length > 0;
}

function isInOrBelow(folder: string, folders: ReadonlySet<string>): boolean {
  for (let above = folder; ; above = folderOf(above)) {
    if (folders.has(above)) return true;
    if (above === '') return false;
  }
}
