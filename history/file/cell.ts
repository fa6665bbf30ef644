import type { ParameterValue } from '../types.ts';

/** JSON has neither NaN nor infinities: a history file represents them as these strings. */
const NUMBER_WORDS = new Map([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
]);

/**
 * The codec of one value in a history file: a number, one of the strings above or, where allowed, text. Text equal to one
 * of those strings is wrapped, `{"text": "NaN"}`, so that it stays text.
 */
export interface Cell<Value> {
  /** The accepted values, for messages. */
  readonly expected: string;
  /** The accepted values as JSON Schema. */
  readonly jsonSchema: Readonly<Record<string, unknown>>;
  /** Returns the value, or undefined for JSON that is not accepted. */
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

/** A summary value: a number, or null if missing. */
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
 * Writes a finite number so that every reader restores it exactly, -0 included. Integers beyond 2^53 get a decimal point,
 * since `parseJson` reads bare digits of that length as an id, which is text.
 */
export function writeFinite(value: number): string {
  if (Object.is(value, -0)) return '-0';
  const digits = String(value);
  return Number.isSafeInteger(value) || !/^-?\d+$/.test(digits) ? digits : `${digits}.0`;
}

/** Returns the JSON of a value, which `decode` restores exactly, including NaN, infinities, -0 and text such as "NaN". */
export function encodeCell(value: ParameterValue): string {
  if (typeof value === 'number') return Number.isFinite(value) ? writeFinite(value) : `"${String(value)}"`;
  const json = JSON.stringify(value);
  return typeof value === 'string' && NUMBER_WORDS.has(value) ? `{"text":${json}}` : json;
}
