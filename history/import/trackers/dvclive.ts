import type { RecordValue, Run } from '../../types.ts';
import { readSibling, readText } from '../files/file-text.ts';
import { folderOf, joinPath, nameOf } from '../files/file-set.ts';
import type { FileEntry } from '../files/file-set.ts';
import { flatParameters } from '../shared/flat-parameters.ts';
import { isObject } from '../flat/json/json-table.ts';
import { listed } from '../flat/table.ts';
import { typeTexts } from '../flat/text-cells.ts';
import { parseCsv } from '../flat/csv/csv-table.ts';
import type { FolderFormat } from '../groups/folder-format.ts';
import { createLogRun, rowOf } from '../shared/log-run.ts';
import type { LogRow } from '../shared/log-run.ts';
import type { Context } from '../types.ts';

const SERIES = /^(?=.*\.tsv$)(?:(.*)\/)?plots\/metrics\/(.+)\.tsv$/;

/** DVCLive's folder: a table per metric below `plots/metrics`, and the last values in `metrics.json`. */
export const dvclive: FolderFormat = {
  name: 'dvclive',
  description: "DVCLive's folder",
  find(set) {
    const folders = new Set(
      set.files.flatMap(
        ({ path }) =>
          SERIES.exec(path)
            ?.slice(1, 2)
            .map((folder) => folder ?? '') ?? [],
      ),
    );
    return [...folders].map((folder) => {
      const series = set.below(joinPath(folder, 'plots/metrics')).filter(({ path }) => SERIES.test(path));
      const [summary, own, above] = [
        joinPath(folder, 'metrics.json'),
        joinPath(folder, 'params.yaml'),
        joinPath(folderOf(folder), 'params.yaml'),
      ].map((path) => set.at(path));
      const params = own ?? above;
      const files = [...series, summary, params, set.at(joinPath(folder, 'dvc.yaml'))].filter(
        (file) => file !== undefined,
      );
      return {
        path: folder || series[0]!.path,
        files,
        read: (context) => readFolder(folder, series, summary, params, context),
      };
    });
  },
};

async function readFolder(
  folder: string,
  series: readonly FileEntry[],
  summary: FileEntry | undefined,
  params: FileEntry | undefined,
  context: Context,
): Promise<Run[]> {
  const rows: LogRow[] = [];
  for (const file of series) {
    for (const row of rowsOf(SERIES.exec(file.path)![2]!, await readText(file), context)) rows.push(row);
  }
  const logged = new Set(rows.flatMap((row) => [...row.keys()]));
  const last = (await readSibling(summary, context)) ?? {};
  const numbers = isObject(last)
    ? [...rowOf(last)].filter((entry): entry is [string, number] => typeof entry[1] === 'number')
    : [];
  const run = createLogRun(
    {
      format: 'dvclive',
      id: folder || context.title,
      parameters: flatParameters(await readSibling(params, context)),
      rows,
      summary: numbers.filter(([name]) => !logged.has(name)),
    },
    context,
  );
  return [run];
}

/** The column beside the steps is named like the file; its folder of metrics is known from the path. */
function rowsOf(metric: string, text: string, context: Context): LogRow[] {
  const texts = text === '' ? null : parseCsv(text, context);
  if (!texts) return [];
  const { names, length, columns } = listed(typeTexts(texts, context));
  const kept = names.flatMap((name, column) => {
    if (name === 'timestamp') return [];
    return [[name === nameOf(metric) ? metric : name, columns[column]!] as const];
  });
  return Array.from(
    { length },
    (_, row) => new Map(kept.map(([name, cells]): [string, RecordValue] => [name, cells[row] ?? null])),
  );
}
