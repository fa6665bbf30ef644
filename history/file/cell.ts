import type { ParameterValue } from '../types.ts';

/** JSON has no NaN and no infinities: a history file holds them as these words. */
const NUMBER_WORDS = new Map([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
]);

/**
 * One value as it stands in a history file: a number or one of its words, or, where text may stand too, text. Text that
 * reads like one of the words is wrapped, `{"text": "NaN"}`, so that it stays text.
 */
export interface Cell<Value> {
  /** What may stand there, for messages. */
  readonly expected: string;
  /** The same as JSON Schema. */
  readonly jsonSchema: Readonly<Record<string, unknown>>;
  /** The value, or undefined for what may not stand there. */
  readonly decode: (json: unknown) => Value | undefined;
}

const numberSchema = { anyOf: [{ type: 'number' }, { enum: [...NUMBER_WORDS.keys()] }] };
const textSchema = {
  type: 'object',
  description: 'Text that would otherwise be read as a number.',
  properties: { text: { type: 'string' } },
  required: ['text'],
  additionalProperties: false,
};

function decodeNumber(json: unknown): number | undefined {
  if (typeof json === 'number') return json;
  return typeof json === 'string' ? NUMBER_WORDS.get(json) : undefined;
}

/** A summary value: a number, or null where it is missing. */
export const numberOrNull: Cell<number | null> = {
  expected: 'a number or null',
  jsonSchema: { anyOf: [...numberSchema.anyOf, { type: 'null' }] },
  decode: (json) => (json === null ? null : decodeNumber(json)),
};

/** A parameter, or a cell of a record. */
export const scalar: Cell<ParameterValue> = {
  expected: 'a number, text, true, false or null',
  jsonSchema: { anyOf: [{ type: ['number', 'string', 'boolean', 'null'] }, textSchema] },
  decode(json) {
    switch (typeof json) {
      case 'number':
      case 'boolean':
        return json;
      case 'string':
        return NUMBER_WORDS.get(json) ?? json;
      case 'object':
        if (json === null) return null;
        return Object.hasOwn(json, 'text') ? wrappedText(json as { text: unknown }) : undefined;
      default:
        return undefined;
    }
  },
};

function wrappedText(json: { readonly text: unknown }): string | undefined {
  return typeof json.text === 'string' && Object.keys(json).length === 1 ? json.text : undefined;
}

/**
 * A finite number so that any reader gives back the very same one, -0 included. Bare digits beyond 2^53 are ids to our
 * readers, which no double holds exactly, so such a number gets a decimal point.
 */
export function writeFinite(value: number): string {
  if (Object.is(value, -0)) return '-0';
  const digits = String(value);
  return Number.isSafeInteger(value) || !/^-?\d+$/.test(digits) ? digits : `${digits}.0`;
}

/** The JSON of a value, which `decode` reads back as the very same value: NaN, infinities, -0 and such texts too. */
export function encodeCell(value: ParameterValue): string {
  if (typeof value === 'number') return Number.isFinite(value) ? writeFinite(value) : `"${String(value)}"`;
  const json = JSON.stringify(value);
  return typeof value === 'string' && NUMBER_WORDS.has(value) ? `{"text":${json}}` : json;
}
