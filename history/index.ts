/** The run format and its rules. Other folders import history only through this file. */
export * from './types.ts';
export { clamp } from './clamp.ts';
export { once } from './once.ts';
export { indexOfBest, isBetter, worst } from './best.ts';
export { mean, populationStdDev, rankScores } from './scores.ts';
export { createBestTracker, withBestFlags } from './best-flags.ts';
export type { BestTracker } from './best-flags.ts';
export { inferDirection } from './direction.ts';
export { HistoryError } from './error.ts';
export { parseHistory, readHistory } from './file/parse.ts';
export { packHistory, unpackHistory } from './file/packed.ts';
export { historyParts, writeHistory } from './file/write.ts';
export * from './table/table.ts';
export { createColumn } from './table/column.ts';
export type { RawCell } from './table/column.ts';
export { looksNumeric } from './table/text-number.ts';
export { parseDate } from './table/date.ts';
export { parseJson } from './file/json.ts';
export { toTable } from './table/to-table.ts';
export type { TableOptions } from './table/to-table.ts';
export { defaultLevel, hasConfigurations, tableOf, tableOfInSteps } from './table/table-of.ts';
export type { ConfigurationOptions, LensOptions, LevelOptions } from './table/table-of.ts';
export type { Configurations } from './table/configurations.ts';
export type { Statistics, StudentQuantile } from './table/statistics.ts';
export type { Lens } from './table/lens/lens.ts';
export { selectRows } from './table/select.ts';
export { csvParts, writeCsv } from './export/csv.ts';
export { writeTsv } from './export/tsv.ts';
export { EXPORT_FORMATS, exportHistory } from './export/formats.ts';
export type { Exported } from './export/formats.ts';
export { bytesOfContent, ExportError, LongText } from './export/types.ts';
export type { ExportedFile, ExportFormat, ExportOptions } from './export/types.ts';
export { zipFiles } from './export/zip.ts';
export { findDuplicates, mergeHistories, withoutNote } from './runs/merge.ts';
export {
  countRecords,
  idsOfRuns,
  indexOfRun,
  mostEpochs,
  partsOfRuns,
  renameRuns,
  runsOfParts,
} from './runs/run-parts.ts';
export { RunSet } from './runs/run-set.ts';
export { SERIES_AXES } from './series/axis-kinds.ts';
export type { SeriesAxis } from './series/axis-kinds.ts';
export { durationsOf } from './series/durations.ts';
export { pairMetrics } from './series/pair-metrics.ts';
export type { MetricPair } from './series/pair-metrics.ts';
export { recordedMetrics, seriesOf } from './series/series.ts';
export type { RecordedMetric, Series } from './series/series.ts';
export { withColumns } from './runs/pack-runs.ts';
export { assembleChunk, split, splitChunk, transferable } from './runs/split.ts';
export type { ChunkShell, DataArray, SplitChunk } from './runs/split.ts';
export { batchesOf, FilledArrays, joinPieces, piecesOf } from './runs/pieces.ts';
export type { ArrayPiece } from './runs/pieces.ts';
export {
  assembleHistory,
  assembleInSteps,
  groupByColumns,
  receiveHistory,
  sendHistory,
  splitHistory,
} from './runs/split-history.ts';
export type { SentHistory, SentPiece, SplitHistory } from './runs/split-history.ts';
export {
  annotateRun,
  chunkOfColumns,
  chunkOfRuns,
  compactChunk,
  renameRun,
  runAt,
  selectRuns,
} from './runs/chunk.ts';
export { continueRecords } from './runs/record-growth.ts';
export { recordList } from './runs/record-list.ts';
export type { Chunk } from './runs/chunk.ts';
export type { RunPart } from './runs/run-parts.ts';
export { mapCells } from './runs/run-list.ts';
export type { RunColumns } from './runs/run-list.ts';
export type { RecordRange } from './runs/record-list.ts';
export { TEXT } from './runs/cells.ts';
export type { Cells } from './runs/cells.ts';
export { importFile } from './import/import-file.ts';
export { IMPORT_FORMATS } from './import/known-formats.ts';
export { ImportError } from './import/types.ts';
export type { Imported } from './import/types.ts';
export { importFiles } from './import/import-files.ts';
export type { FileReport, ImportedFiles, ImportFilesOptions, ImportProgress } from './import/import-files.ts';
export type { FileEntry } from './import/files/file-set.ts';
export { IncrementalReadState } from './import/files/incremental-read-state.ts';
export { openTable } from './import/wizard/open-table.ts';
export type { OpenedTable } from './import/wizard/open-table.ts';
export { COLUMN_USES } from './import/wizard/guess.ts';
export type { ColumnChoice, ColumnGuess, ColumnUseName } from './import/wizard/guess.ts';
