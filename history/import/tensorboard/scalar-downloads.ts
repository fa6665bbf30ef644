import type { RecordValue, Run } from '../../types.ts';
import { jsonOf } from '../content.ts';
import { createFileSet, folderOf, nameOf } from '../files/file-set.ts';
import type { FolderFormat } from '../groups/folder-format.ts';
import { cellAt } from '../../runs/cells.ts';
import { groupBy } from '../shared/group-by.ts';
import { createLogRun, isoTime } from '../shared/log-run.ts';
import { numberOfJson } from '../shared/numbers.ts';
import { openText } from '../open.ts';
import type { Content, Context, Format } from '../types.ts';

/** One value of a scalar. */
interface Point {
  /** Seconds since 1970. */
  readonly time: number;
  readonly step: number;
  readonly value: number;
}

const DOWNLOAD = /^(?=.*\.(?:csv|json)$)run-(.*)-tag-(.*)\./;

/** A scalar that TensorBoard's page downloads, as CSV (`Wall time,Step,Value`) or JSON (`[[time, step, value], …]`). */
export const scalarDownload: Format = {
  name: 'tensorboard-download',
  description: "scalars that TensorBoard's page downloads, as CSV or JSON",
  detect: (content) => pointsOf(content) !== null,
  read(content, context) {
    const [run, tag] = partsOf(context.fileName);
    return [createRun(run ?? context.title, [[tag, pointsOf(content) ?? []]], context)];
  },
};

/** The downloads of one run, `run-<run>-tag-<tag>.csv`, belong together. */
export const scalarDownloads: FolderFormat = {
  name: 'tensorboard-download',
  description: "scalars that TensorBoard's page downloads",
  find(set) {
    const named = set.files.filter(({ path }) => DOWNLOAD.test(nameOf(path)));
    const runs = groupBy(named, ({ path }) => `${folderOf(path)}\n${DOWNLOAD.exec(nameOf(path))![1]!}`);
    return [...runs.values()]
      .filter(({ length }) => length > 1)
      .map((files) => ({
        path: files[0]!.path,
        files: createFileSet(files).files,
        read: async (context) => {
          const series = await Promise.all(
            files.map(async (file): Promise<[string, Point[]]> => {
              const content = openText(await file.read(), { ...context, fileName: file.path });
              return [partsOf(file.path)[1], pointsOf(content) ?? []];
            }),
          );
          return [createRun(partsOf(files[0]!.path)[0] ?? context.title, series, context)];
        },
      }));
  },
};

function partsOf(path: string): [run: string | null, tag: string] {
  const match = DOWNLOAD.exec(nameOf(path));
  return match ? [match[1]!, match[2]!] : [null, 'value'];
}

function pointsOf(content: Content): Point[] | null {
  if (content.kind === 'table') {
    const { names, length, columns } = content.table;
    if (names.join() !== 'Wall time,Step,Value') return null;
    return Array.from({ length }, (_, row) => {
      return pointOf(...columns.map((cells) => numberOfJson(cellAt(cells, row))));
    });
  }
  const json = jsonOf(content);
  if (content.kind !== 'json' || !Array.isArray(json) || json.length === 0) return null;
  const points = json.map((each: unknown) =>
    Array.isArray(each) && each.length === 3 ? each.map(numberOfJson) : [],
  );
  if (
    !points.every(
      ([time, step, value]) => time !== undefined && Number.isInteger(step) && value !== undefined,
    )
  )
    return null;
  return points.map(([time, step, value]) => pointOf(time, step, value));
}

function pointOf(time = NaN, step = NaN, value = NaN): Point {
  return { time, step, value };
}

function createRun(
  name: string,
  series: readonly (readonly [string, readonly Point[]])[],
  context: Context,
): Run {
  const rows = series.flatMap(([tag, points]) =>
    points.map(
      ({ step, value }) =>
        new Map<string, RecordValue>([
          ['step', step],
          [tag, value],
        ]),
    ),
  );
  const begin = series
    .flatMap(([, points]) => points.map(({ time }) => time))
    .reduce((least, time) => Math.min(least, time), Infinity);
  return createLogRun({ format: 'tensorboard-download', name, started: isoTime(begin), rows }, context);
}
