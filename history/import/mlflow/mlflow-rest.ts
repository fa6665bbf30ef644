import type { ParameterValue, Run } from '../../types.ts';
import { jsonOf } from '../content.ts';
import { parameterValue } from '../shared/flat-parameters.ts';
import { isObject, memberOf } from '../flat/json/json-table.ts';
import { listed } from '../flat/table.ts';
import { typeTexts } from '../flat/text-cells.ts';
import { createLogRun } from '../shared/log-run.ts';
import { createMlflowRun, MLFLOW_STATUS, noteTags, withInfinities } from './mlflow.ts';
import type { MlflowPoint } from './mlflow.ts';
import { numberOfJson } from '../shared/numbers.ts';
import type { Context, Format } from '../types.ts';

/**
 * What MLflow's REST interface answers: a search for runs, which has the last value of each metric alone, one run, or the
 * history of a metric.
 */
export const mlflowRest: Format = {
  name: 'mlflow-rest',
  description: "answers of MLflow's REST interface",
  detect: (content) =>
    content.kind === 'json' && (runsOf(content.json).length > 0 || isHistory(content.json)),
  read(content, context) {
    const json = jsonOf(content);
    const runs = runsOf(json);
    if (runs.length === 0) return [readHistory(json, context)];
    if (runs.length > 1) context.note('Of each metric the file has the last value alone.');
    if (memberOf(json, 'next_page_token')) context.note('There are more runs than this page has.');
    const tags = runs.flatMap((run) => itemsOf(memberOf(memberOf(run, 'data'), 'tags')));
    noteTags(tags.map(keyOf), context.note);
    return runs.map((run) => readRun(run, context));
  },
};

function isRun(json: unknown): boolean {
  return isObject(memberOf(json, 'info')) && isObject(memberOf(json, 'data'));
}

function runsOf(json: unknown): unknown[] {
  const runs = memberOf(json, 'runs') ?? memberOf(json, 'run');
  return [runs].flat().filter(isRun);
}

function isHistory(json: unknown): boolean {
  const metrics = memberOf(json, 'metrics');
  return (
    Array.isArray(metrics) &&
    metrics.length > 0 &&
    metrics.every((point) => {
      return ['key', 'value', 'timestamp', 'step'].every((key) => memberOf(point, key) !== undefined);
    })
  );
}

function readRun(run: unknown, context: Context): Run {
  const [info, data] = [memberOf(run, 'info'), memberOf(run, 'data')];
  const texts = (kind: string) =>
    new Map(
      itemsOf(memberOf(data, kind)).map((item) => [keyOf(item), String(memberOf(item, 'value') ?? '')]),
    );
  const id = String(memberOf(info, 'run_id') ?? memberOf(info, 'run_uuid') ?? context.title);
  const name = memberOf(info, 'run_name');
  return createMlflowRun(
    {
      format: 'mlflow-rest',
      id,
      name: typeof name === 'string' ? name : null,
      status: memberOf(info, 'status'),
      started: Number(memberOf(info, 'start_time')),
      parameters: texts('params'),
      tags: texts('tags'),
      metrics: new Map(itemsOf(memberOf(data, 'metrics')).map((item) => [keyOf(item), [pointOf(item)]])),
    },
    context,
  );
}

function readHistory(json: unknown, context: Context): Run {
  const points = new Map<string, MlflowPoint[]>();
  for (const item of itemsOf(memberOf(json, 'metrics'))) {
    points.set(keyOf(item), [...(points.get(keyOf(item)) ?? []), pointOf(item)]);
  }
  const nothing = new Map<string, string>();
  return createMlflowRun(
    {
      format: 'mlflow-rest',
      id: context.title,
      name: context.title,
      status: null,
      started: null,
      parameters: nothing,
      tags: nothing,
      metrics: points,
    },
    context,
  );
}

function itemsOf(json: unknown): unknown[] {
  return Array.isArray(json) ? json : [];
}

function keyOf(item: unknown): string {
  return String(memberOf(item, 'key'));
}

function pointOf(item: unknown): MlflowPoint {
  const number = (key: string) => numberOfJson(memberOf(item, key));
  return {
    time: number('timestamp') ?? 0,
    value: withInfinities(number('value') ?? NaN),
    step: number('step') ?? 0,
  };
}

/** The frame of `mlflow.search_runs()` as CSV: `metrics.*`, `params.*`, `tags.*`. */
export const mlflowFrame: Format = {
  name: 'mlflow-frame',
  description: "MLflow's search_runs() as CSV",
  detect(content) {
    const names = content.kind === 'table' ? content.table.names : [];
    return names.includes('run_id') && names.some((name) => /^(?:metrics|params)\./.test(name));
  },
  read(content, context) {
    if (content.kind !== 'table') return [];
    const { names, length, columns } = listed(typeTexts(content.table, context));
    noteTags(
      names.flatMap((name) => (name.startsWith('tags.') ? [name.slice(5)] : [])),
      context.note,
    );
    return Array.from({ length }, (_, row) => {
      const cell = (name: string) => columns[names.indexOf(name)]?.[row] ?? null;
      const parameters: [string, ParameterValue][] = [];
      const summary: [string, number | null][] = [];
      for (const [column, name] of names.entries()) {
        const value = columns[column]![row];
        if (name.startsWith('metrics.'))
          summary.push([name.slice(8), typeof value === 'number' ? withInfinities(value) : null]);
        else if (name.startsWith('params.') && value !== null && value !== undefined)
          parameters.push([name.slice(7), parameterValue(value)]);
      }
      return createLogRun(
        {
          format: 'mlflow-frame',
          id: String(cell('run_id')),
          name: textOf(cell('tags.mlflow.runName')) ?? String(cell('run_id')).slice(0, 8),
          status: MLFLOW_STATUS.get(cell('status')) ?? 'unknown',
          started: cell('start_time'),
          parent: textOf(cell('tags.mlflow.parentRunId')),
          parameters,
          summary,
        },
        context,
      );
    });
  },
};

function textOf(cell: unknown): string | null {
  return typeof cell === 'string' && cell !== '' ? cell : null;
}
