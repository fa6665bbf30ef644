import { parseJson } from '../../file/json.ts';
import type { Run } from '../../types.ts';
import { flatParameters } from '../shared/flat-parameters.ts';
import { isObject } from '../flat/json/json-table.ts';
import type { JsonObject } from '../flat/json/json-table.ts';
import { createLogRun } from '../shared/log-run.ts';
import { rowOfHistory } from '../wandb/wandb-values.ts';
import type { Context } from '../types.ts';
import type { Tables } from '../sqlite/database.ts';

/** The runs in a database of trackio, one file a project: a line of metrics as JSON for each step. */
export function readTrackio({ columns, rows }: Tables, context: Context): Run[] {
  const configs = new Map<unknown, JsonObject>();
  const hasConfigs = ['run_name', 'config'].every((name) => columns.get('configs')?.has(name));
  for (const [run, text] of hasConfigs ? rows('select run_name, config from configs') : []) {
    const config = objectOf(text);
    if (config) configs.set(run, config);
  }
  const lines = new Map<unknown, { started: unknown; rows: JsonObject[] }>();
  let lost = 0;
  for (const [run, step, time, text] of rows(
    'select run_name, step, timestamp, metrics from metrics order by run_name, step, timestamp',
  )) {
    const metrics = objectOf(text);
    if (!metrics) {
      lost++;
      continue;
    }
    const line = { ...metrics, _step: step };
    const known = lines.get(run);
    if (known) known.rows.push(line);
    else lines.set(run, { started: time, rows: [line] });
  }
  if (lost > 0) context.note(`Lines whose metrics are no JSON object are left out: ${String(lost)}.`);
  const names = new Set([...lines.keys(), ...configs.keys()]);
  return [...names].map((run) => {
    const own = Object.entries(configs.get(run) ?? {}).filter(([key]) => !key.startsWith('_'));
    const { started = null, rows: history = [] } = lines.get(run) ?? {};
    return createLogRun(
      {
        format: 'trackio',
        name: String(run),
        started,
        parameters: flatParameters(Object.fromEntries(own)),
        rows: history.map((line) => rowOfHistory(line)),
      },
      context,
    );
  });
}

function objectOf(text: unknown): JsonObject | null {
  try {
    const json = typeof text === 'string' ? parseJson(text) : null;
    return isObject(json) ? json : null;
  } catch {
    return null;
  }
}
