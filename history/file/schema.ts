import { z } from 'zod';
import { numberOrNull, scalar } from './cell.ts';
import type { Cell } from './cell.ts';
import { FORMAT_VERSION } from '../types.ts';
import { BATCHES, batchesSchema, decodeBatches } from './batches.ts';
import { distribution } from './distribution.ts';
import type { Dictionary, EpochRecord, MetricDefinition } from '../types.ts';

/** Messages state what was expected; `parseHistory` adds the path and the value found. */
const text = z.string('expected text');
const FOLD = 'expected a whole number from 0, or null';
const TIME = 'expected a time in ISO 8601, or null';

function isObject(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/**
 * The schema of an object with any keys. zod's record drops a key named `__proto__`, and a parse per cell would dominate
 * the time for a large file; so cells are decoded here, and only the first invalid one is reported.
 */
function dictionary<Value>(cell: Cell<Value>, required?: Record<string, unknown>) {
  return z
    .unknown()
    .transform((json, context): Dictionary<Value> => {
      if (!isObject(json)) {
        context.addIssue({ code: 'custom', message: 'expected an object' });
        return z.NEVER;
      }
      const entries: [string, Value][] = [];
      for (const [key, value] of Object.entries(json)) {
        const decoded = cell.decode(value);
        if (decoded === undefined) {
          context.addIssue({ code: 'custom', path: [key], message: `expected ${cell.expected}` });
          return z.NEVER;
        }
        entries.push([key, decoded]);
      }
      return Object.fromEntries(entries);
    })
    .meta({ type: 'object', ...required, additionalProperties: cell.jsonSchema });
}

const DIRECTIONS = ['min', 'max', 'none'] as const;

const metric: Cell<MetricDefinition> = {
  expected: 'an object whose direction is "min", "max" or "none"',
  jsonSchema: {
    type: 'object',
    properties: { direction: { description: 'Which values are better.', enum: DIRECTIONS } },
    required: ['direction'],
  },
  decode(json) {
    if (!isObject(json) || !Object.hasOwn(json, 'direction')) return undefined;
    const direction = DIRECTIONS.find((known) => known === json.direction);
    return direction && { direction };
  },
};

const record = dictionary(scalar, {
  description: 'One epoch: epoch, dur (seconds), the metrics, <metric>_best flags, batch counts.',
  properties: { epoch: { type: 'number' } },
  required: ['epoch'],
});

const run = z
  .object(
    {
      id: text.meta({ description: 'Unique within the file.' }),
      name: text.meta({ description: 'For people; need not be unique.' }),
      status: z.enum(
        ['running', 'completed', 'stopped', 'diverged', 'failed', 'unknown'],
        'expected "running", "completed", "stopped", "diverged", "failed" or "unknown"',
      ),
      source: z
        .object(
          {
            format: text,
            file: z.union([text, z.null()], 'expected text or null'),
            firstEpoch: z
              .int('expected a whole number')
              .meta({ description: 'What that file counts as its first epoch, where it is not 1.' })
              .optional(),
          },
          'expected an object',
        )
        .meta({ description: 'The format that the run was read from, and the name of that file.' }),
      parent: z
        .union([text, z.null()], 'expected text or null')
        .meta({ description: 'Id of the run that this one is a fold of or was forked from.' }),
      fold: z
        .union([z.int().nonnegative(FOLD), z.null()], FOLD)
        .meta({ description: 'Which fold of its parent, counted from 0.' }),
      started: z
        .union([z.iso.datetime({ offset: true, local: true, error: TIME }), z.null()], TIME)
        .meta({ description: 'When the run began.' }),
      parameters: dictionary(scalar).meta({ description: 'A parameter that does not apply has no key.' }),
      metrics: dictionary(metric).meta({ description: 'Every metric of the records and the summary.' }),
      summary: dictionary(numberOrNull).meta({ description: 'Metrics with one value a run.' }),
      records: z.array(record, 'expected a list').meta({
        description: 'Ascending by epoch, those of the same epoch by step.',
      }),
      note: text.meta({ description: 'What a person noted about the run.' }).optional(),
      distributions: dictionary(distribution)
        .meta({ description: 'Histograms over the epochs, such as those of pre-activations.' })
        .optional(),
      batches: z
        .unknown()
        .transform((json, context) => {
          const decoded = decodeBatches(json);
          if (decoded !== undefined) return decoded;
          context.addIssue({ code: 'custom', message: `expected ${BATCHES}` });
          return z.NEVER;
        })
        .meta({ ...batchesSchema, description: 'Losses and sizes of single batches, by epoch.' })
        .optional(),
    },
    'expected an object',
  )
  .superRefine((json, context) => {
    checkRecords(json.records, json.metrics, context);
  });

/** Checks the constraints across records, and between records and declared metrics. */
function checkRecords(
  records: readonly Dictionary<unknown>[],
  metrics: Dictionary<MetricDefinition>,
  context: z.core.$RefinementCtx,
): asserts records is readonly EpochRecord[] {
  const names = Object.keys(metrics);
  let previous = -Infinity;
  let previousStep = NaN;
  for (const [index, values] of records.entries()) {
    const fail = (key: string, message: string) => {
      context.addIssue({ code: 'custom', path: ['records', index, key], message });
    };
    const epoch = Object.hasOwn(values, 'epoch') ? values.epoch : undefined;
    if (typeof epoch !== 'number' || !Number.isFinite(epoch)) {
      fail('epoch', 'expected a finite number');
      return;
    }
    const step = Object.hasOwn(values, 'step') && typeof values.step === 'number' ? values.step : NaN;
    if (!(epoch > previous || (epoch === previous && step > previousStep))) {
      fail('epoch', `expected more than ${String(previous)}, the epoch before`);
      return;
    }
    previous = epoch;
    previousStep = step;
    for (const name of names) {
      if (!Object.hasOwn(values, name)) continue;
      const value = values[name];
      if (typeof value === 'number' || value === null) continue;
      fail(name, 'expected a number');
      return;
    }
  }
}

/** The schema of a history file. Unknown keys are ignored. */
export const historySchema = z
  .object(
    {
      format: z.literal('heddle', 'expected "heddle"').optional(),
      version: z.literal(FORMAT_VERSION, `expected ${String(FORMAT_VERSION)}`),
      runs: z.array(run, 'expected a list'),
    },
    'expected an object',
  )
  .superRefine(({ runs }, context) => {
    checkLineage(runs, context);
  });

/** Checks that ids are unique, parents exist and no run is its own ancestor. */
function checkLineage(
  runs: readonly { readonly id: string; readonly parent: string | null }[],
  context: z.core.$RefinementCtx,
): void {
  const parents = new Map<string, string | null>();
  for (const [index, { id, parent }] of runs.entries()) {
    if (parents.has(id)) {
      context.addIssue({
        code: 'custom',
        path: ['runs', index, 'id'],
        message: 'expected an id that no other run has',
      });
      return;
    }
    parents.set(id, parent);
  }
  const checked = new Set<string>();
  for (const [index, { id }] of runs.entries()) {
    const path = new Set<string>();
    for (let at: string | null = id; at !== null && !checked.has(at); at = parents.get(at) ?? null) {
      if (path.has(at) || !parents.has(at)) {
        const message = parents.has(at)
          ? 'expected a run that is no descendant of this one'
          : 'expected the id of a run';
        context.addIssue({ code: 'custom', path: ['runs', index, 'parent'], message });
        return;
      }
      path.add(at);
    }
    for (const ancestor of path) checked.add(ancestor);
  }
}
