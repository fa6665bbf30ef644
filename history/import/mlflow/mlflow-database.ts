import type { Run } from '../../types.ts';
import { createMlflowRun, noteTags, withInfinities } from './mlflow.ts';
import type { MlflowPoint } from './mlflow.ts';
import type { Context } from '../types.ts';
import type { Tables } from '../sqlite/database.ts';

interface Draft {
  readonly id: string;
  readonly name: string | null;
  readonly status: unknown;
  readonly started: unknown;
  readonly parameters: Map<string, string>;
  readonly tags: Map<string, string>;
  readonly metrics: Map<string, MlflowPoint[]>;
}

/** The runs in a database of MLflow's tracking store; deleted ones are left out, with a note. */
export function readMlflow({ columns, rows }: Tables, context: Context): Run[] {
  const drafts = new Map<unknown, Draft>();
  let deleted = 0;
  const known = columns.get('runs');
  const name = known?.has('name') ? 'name' : 'null';
  const stage = known?.has('lifecycle_stage') ? 'lifecycle_stage' : 'null';
  for (const [id, title, status, started, lifecycle] of rows(
    `select run_uuid, ${name}, status, start_time, ${stage} from runs order by start_time, run_uuid`,
  )) {
    if (lifecycle === 'deleted') {
      deleted++;
      continue;
    }
    drafts.set(id, {
      ...{ id: String(id), name: typeof title === 'string' ? title : null, status, started },
      ...{ parameters: new Map(), tags: new Map(), metrics: new Map() },
    });
  }
  if (deleted > 0) context.note(`Deleted runs are left out: ${String(deleted)}.`);
  for (const [id, key, value] of columns.has('params')
    ? rows('select run_uuid, key, value from params')
    : []) {
    drafts.get(id)?.parameters.set(String(key), String(value));
  }
  for (const [id, key, value] of columns.has('tags') ? rows('select run_uuid, key, value from tags') : []) {
    drafts.get(id)?.tags.set(String(key), String(value));
  }
  for (const [id, key, point] of pointsIn({ columns, rows })) {
    const metrics = drafts.get(id)?.metrics;
    const points = metrics?.get(key);
    if (points) points.push(point);
    else metrics?.set(key, [point]);
  }
  noteTags(
    [...drafts.values()].flatMap(({ tags }) => [...tags.keys()]),
    context.note,
  );
  return [...drafts.values()].map((draft) => createMlflowRun({ format: 'mlflow-sqlite', ...draft }, context));
}

function* pointsIn({
  columns,
  rows,
}: Pick<Tables, 'columns' | 'rows'>): Iterable<[unknown, string, MlflowPoint]> {
  const known = columns.get('metrics');
  if (!known) return;
  const isNan = known.has('is_nan') ? 'is_nan' : '0';
  const step = known.has('step') ? 'step' : '0';
  for (const [id, key, value, time, at, nan] of rows(
    `select run_uuid, key, value, timestamp, ${step}, ${isNan} from metrics order by run_uuid, key, ${step}, timestamp`,
  )) {
    // SQL has no NaN: the value is 0, and a separate column marks it as NaN.
    const number = nan === 1 || typeof value !== 'number' ? NaN : withInfinities(value);
    yield [id, String(key), { time: Number(time), value: number, step: Number(at) }];
  }
}
