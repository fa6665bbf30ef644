import { encodeCell, numberOrNull } from './cell.ts';
import type { Dictionary, EpochBatches } from '../types.ts';

/** Expected values, for messages. */
export const BATCHES =
  'a list with ascending epochs and, for each, columns of numbers, those that begin with the same word equally long';

/** The JSON Schema of the batches in a history file. */
export const batchesSchema = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      epoch: { type: 'number' },
      columns: {
        type: 'object',
        additionalProperties: {
          type: 'array',
          items: { anyOf: [{ type: 'number' }, { enum: ['NaN', 'Infinity', '-Infinity'] }] },
        },
      },
    },
    required: ['epoch', 'columns'],
  },
} as const;

/** Returns the batches of a history file, or undefined for JSON that is not accepted. */
export function decodeBatches(json: unknown): EpochBatches[] | undefined {
  if (!Array.isArray(json)) return undefined;
  const decoded: EpochBatches[] = [];
  for (const each of json as unknown[]) {
    const epoch = decodeEpoch(each);
    if (epoch === undefined || !(epoch.epoch > (decoded.at(-1)?.epoch ?? -Infinity))) return undefined;
    decoded.push(epoch);
  }
  return decoded;
}

function decodeEpoch(json: unknown): EpochBatches | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const { epoch, columns } = json as Partial<Record<keyof EpochBatches, unknown>>;
  if (typeof epoch !== 'number' || !Number.isFinite(epoch)) return undefined;
  if (typeof columns !== 'object' || columns === null || Array.isArray(columns)) return undefined;
  const entries: [string, readonly number[]][] = [];
  const lengths = new Map<string, number>();
  for (const [name, list] of Object.entries(columns)) {
    if (!Array.isArray(list)) return undefined;
    const numbers = list.map((value: unknown) => numberOrNull.decode(value));
    if (!numbers.every((value) => typeof value === 'number')) return undefined;
    const kind = batchKind(name);
    if ((lengths.get(kind) ?? numbers.length) !== numbers.length) return undefined;
    lengths.set(kind, numbers.length);
    entries.push([name, numbers]);
  }
  return { epoch, columns: Object.fromEntries(entries) };
}

/** The kind of the batches that a column belongs to: `train` for `train_loss`. */
export function batchKind(column: string): string {
  return column.split('_', 1)[0]!;
}

/** Returns the JSON of batches, which `decodeBatches` restores exactly. */
export function encodeBatches(batches: readonly EpochBatches[]): string {
  const epochs = batches.map(
    ({ epoch, columns }) => `{"epoch":${encodeCell(epoch)},"columns":${encodeColumns(columns)}}`,
  );
  return `[${epochs.join(',\n')}]`;
}

function encodeColumns(columns: Dictionary<readonly number[]>): string {
  const members = Object.entries(columns).map(
    ([name, values]) => `${JSON.stringify(name)}:[${values.map(encodeCell).join(',')}]`,
  );
  return `{${members.join(',')}}`;
}
