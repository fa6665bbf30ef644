import type { Cell } from './cell.ts';
import type { Distribution } from '../types.ts';

const numbers = { type: 'array', items: { type: 'number' } } as const;

/** The codec of a distribution in a history file. */
export const distribution: Cell<Distribution> = {
  expected:
    'an object with ascending edges, ascending epochs, and for each epoch one more count than there are edges',
  jsonSchema: {
    type: 'object',
    properties: { edges: numbers, epochs: numbers, counts: { type: 'array', items: numbers } },
    required: ['edges', 'epochs', 'counts'],
  },
  decode(json) {
    if (typeof json !== 'object' || json === null) return undefined;
    const { edges, epochs, counts } = json as Partial<Record<keyof Distribution, unknown>>;
    if (!isAscending(edges) || edges.length === 0 || !isAscending(epochs)) return undefined;
    if (!Array.isArray(counts) || counts.length !== epochs.length) return undefined;
    const isRow = (row: unknown) => isCounts(row) && row.length === edges.length + 1;
    return counts.every(isRow) ? { edges, epochs, counts: counts as number[][] } : undefined;
  },
};

function isAscending(json: unknown): json is number[] {
  return (
    Array.isArray(json) &&
    json.every((value: unknown, i) => Number.isFinite(value) && (i === 0 || (value as number) > json[i - 1]))
  );
}

function isCounts(json: unknown): json is number[] {
  return (
    Array.isArray(json) &&
    json.every((value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0)
  );
}
