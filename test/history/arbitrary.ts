import fc from 'fast-check';
import type {
  Distribution,
  EpochBatches,
  EpochRecord,
  History,
  MetricDefinition,
  RecordValue,
  Run,
} from '../../history/index.ts';

/** Names that may occur in files: ordinary ones, names of built-in properties, and any text. */
export const hostileKey = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'text',
    'NaN',
    '',
    '<b>x</b>',
    '7',
  ),
  fc.constantFrom('lr', 'loss', 'valid_acc', 'loss_best'),
  fc.string({ unit: 'binary', maxLength: 6 }),
);

export const anyNumber = fc.oneof(
  fc.double(),
  fc.constantFrom(NaN, Infinity, -Infinity, 0, -0, Number.MAX_VALUE, Number.MIN_VALUE, 2 ** 53),
);

const specialText = fc.constantFrom('NaN', 'Infinity', '-Infinity', '{"text":"NaN"}', 'null', '');

export const anyScalar = fc.oneof(
  anyNumber,
  fc.boolean(),
  fc.constant(null),
  specialText,
  fc.string({ unit: 'binary', maxLength: 8 }),
);

/** An object with any own keys; `fc.dictionary` never generates `__proto__`. */
export function dictionary<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Record<string, Value>> {
  return fc
    .array(fc.tuple(hostileKey, value), { maxLength: 5 })
    .map((entries) => Object.fromEntries(entries));
}

const definition: fc.Arbitrary<MetricDefinition> = fc
  .constantFrom('min', 'max', 'none')
  .map((direction) => ({ direction }) as MetricDefinition);

const epochs = fc
  .uniqueArray(
    fc.oneof(fc.integer({ min: -5, max: 50 }), fc.double({ noNaN: true, noDefaultInfinity: true })),
    {
      maxLength: 5,
      comparator: (a, b) => a === b,
    },
  )
  .map((list) => list.toSorted((a, b) => a - b));

const ascending = fc
  .uniqueArray(fc.double({ noNaN: true, noDefaultInfinity: true }), {
    minLength: 1,
    maxLength: 4,
    comparator: (a, b) => a === b,
  })
  .map((list) => list.toSorted((a, b) => a - b));

const distribution: fc.Arbitrary<Distribution> = fc.tuple(ascending, ascending).chain(([edges, at]) =>
  fc
    .array(fc.array(fc.maxSafeNat(), { minLength: edges.length + 1, maxLength: edges.length + 1 }), {
      minLength: at.length,
      maxLength: at.length,
    })
    .map((counts) => ({ edges, epochs: at, counts })),
);

const batches: fc.Arbitrary<EpochBatches[]> = ascending.chain((at) => {
  const losses = fc.array(anyNumber, { maxLength: 3 });
  const columns = losses.map((loss) => ({ train_loss: loss, train_batch_size: loss.map((_, i) => i) }));
  return fc
    .array(columns, { minLength: at.length, maxLength: at.length })
    .map((all) => all.map((each, i) => ({ epoch: at[i]!, columns: each })));
});

/** A run whose records have each declared metric as a number, as missing, or not at all, and any other keys. */
const run = fc.record({ metrics: dictionary(definition), numbers: epochs }).chain(({ metrics, numbers }) => {
  const names = Object.keys(metrics).filter((name) => name !== 'epoch');
  const cells = fc.tuple(
    ...names.map((name) => fc.option(fc.tuple(fc.constant(name), fc.option(anyNumber)))),
  );
  const recordAt = (epoch: number) =>
    fc.tuple(cells, dictionary(anyScalar)).map(([own, others]) => {
      const free = Object.entries(others).filter(([key]) => key !== 'epoch' && !names.includes(key));
      const present = own.filter((cell) => cell !== null);
      return Object.fromEntries<RecordValue>([['epoch', epoch], ...free, ...present]) as EpochRecord;
    });
  return fc.record({
    name: fc.oneof(hostileKey, fc.constantFrom('relu', 'relu (2)')),
    status: fc.constantFrom<Run['status'][]>(
      'running',
      'completed',
      'stopped',
      'diverged',
      'failed',
      'unknown',
    ),
    source: fc.record(
      { format: fc.string(), file: fc.option(fc.string()), firstEpoch: fc.nat({ max: 1 }) },
      { requiredKeys: ['format', 'file'] },
    ),
    fold: fc.option(fc.nat({ max: 9 })),
    started: fc.option(fc.constantFrom('2024-05-01T10:00:00.000Z', '2024-05-01T10:00:00.123456+02:00')),
    parameters: dictionary(anyScalar),
    metrics: fc.constant(metrics),
    records: fc.tuple(...numbers.map(recordAt)),
    summary: dictionary(fc.option(anyNumber)),
    note: fc.option(fc.string({ unit: 'binary' }), { freq: 1 }),
    distributions: fc.option(
      distribution.map((one) => ({ z: one })),
      { freq: 1 },
    ),
    batches: fc.option(batches, { freq: 1 }),
  });
});

/** Any history that the types allow. */
export const anyHistory: fc.Arbitrary<History> = fc
  .array(fc.tuple(run, fc.option(fc.nat())), { maxLength: 5 })
  .map((list) => {
    const runs = list.map(([values, link], index): Run => {
      // A parent always precedes its children, so there are no cycles.
      const parent = link !== null && index > 0 ? `run ${String(link % index)}` : null;
      const {
        name,
        status,
        source,
        fold,
        started,
        parameters,
        metrics,
        summary,
        records,
        note,
        distributions,
        batches,
      } = values;
      const { format, file, firstEpoch } = source;
      // Keys in the order in which a file is read.
      const head = {
        id: `run ${String(index)}`,
        name,
        status,
        source: { format, file, ...(firstEpoch === undefined ? {} : { firstEpoch }) },
        parent,
        fold,
        started,
      };
      const measured = {
        ...(note === null ? {} : { note }),
        ...(distributions ? { distributions } : {}),
        ...(batches ? { batches } : {}),
      };
      return { ...head, parameters, metrics, summary, records, ...measured };
    });
    return { version: 1, runs };
  });
