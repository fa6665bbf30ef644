import type { Direction, RecordValue, Run } from '../../types.ts';
import { jsonOf } from '../content.ts';
import { flatParameters } from '../shared/flat-parameters.ts';
import { isObject, memberOf } from '../flat/json/json-table.ts';
import { createLogRun } from '../shared/log-run.ts';
import { numberOfJson } from '../shared/numbers.ts';
import type { Context, Format } from '../types.ts';

const STATUS = new Map<unknown, Run['status']>([
  ['RUNNING', 'running'],
  ['COMPLETED', 'completed'],
  ['STOPPED', 'stopped'],
  ['INVALID', 'failed'],
  ['FAILED', 'failed'],
]);

/**
 * A `trial.json` of Keras Tuner: one run. Where a trial was executed several times, with other seeds, a metric is the
 * mean of them. Of the tuner's own bookkeeping among the parameters only the budget of epochs stays.
 */
export const kerasTuner: Format = {
  name: 'keras-tuner',
  description: "Keras Tuner's trial.json",
  detect(content) {
    const json = content.kind === 'json' ? content.json : null;
    return (
      memberOf(json, 'trial_id') !== undefined &&
      isObject(memberOf(json, 'hyperparameters')) &&
      isObject(metricsOf(json))
    );
  },
  read: (content, context) => [readTrial(jsonOf(content), context)],
};

function metricsOf(trial: unknown): unknown {
  return memberOf(memberOf(trial, 'metrics'), 'metrics');
}

function readTrial(trial: unknown, context: Context): Run {
  const rows = new Map<number, Map<string, RecordValue>>();
  const directions = new Map<string, Direction>();
  let executions = 1;
  for (const [metric, of] of Object.entries(metricsOf(trial) as object)) {
    const direction = memberOf(of, 'direction');
    if (direction === 'min' || direction === 'max') directions.set(metric, direction);
    const observations = memberOf(of, 'observations');
    for (const observation of Array.isArray(observations) ? (observations as unknown[]) : []) {
      const step = numberOfJson(memberOf(observation, 'step'));
      const values = [memberOf(observation, 'value')]
        .flat()
        .map(numberOfJson)
        .filter((value) => value !== undefined);
      if (step === undefined || values.length === 0) continue;
      executions = Math.max(executions, values.length);
      const row = rows.get(step) ?? new Map<string, RecordValue>([['epoch', step]]);
      rows.set(step, row.set(metric, values.reduce((sum, value) => sum + value, 0) / values.length));
    }
  }
  if (executions > 1) context.note(`Each value is the mean of up to ${String(executions)} executions.`);
  const parameters = flatParameters(memberOf(memberOf(trial, 'hyperparameters'), 'values'));
  const kept = [...parameters].filter(([name]) => !name.startsWith('tuner/') || name === 'tuner/epochs');
  const score = numberOfJson(memberOf(trial, 'score'));
  const id = String(memberOf(trial, 'trial_id'));
  return createLogRun(
    {
      format: 'keras-tuner',
      id,
      name: `trial ${id}`,
      status: STATUS.get(memberOf(trial, 'status')) ?? 'unknown',
      parameters: kept,
      rows: [...rows.values()],
      directions,
      summary: score === undefined ? [] : [['score', score]],
    },
    context,
  );
}
