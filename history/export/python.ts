import { writeFinite } from '../file/cell.ts';
import type { Dictionary, ParameterValue } from '../types.ts';

/**
 * Writes a number as Python's `json` module does: NaN, Infinity and -Infinity are bare words, which strict JSON readers
 * reject. Minus zero is `-0.0`, since Python reads `-0` as the integer 0.
 */
function pythonNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return Object.is(value, -0) ? '-0.0' : writeFinite(value);
}

/** Writes a value as JSON in Python's dialect. */
export function pythonJson(value: ParameterValue): string {
  return typeof value === 'number' ? pythonNumber(value) : JSON.stringify(value);
}

/** Writes an object with any keys as JSON in Python's dialect. */
export function pythonObject(values: Dictionary<ParameterValue>): string {
  const members = Object.entries(values).map(
    ([key, value]) => `${JSON.stringify(key)}: ${pythonJson(value)}`,
  );
  return `{${members.join(', ')}}`;
}

/** Writes a dictionary as Python's `repr` does. */
export function pythonRepr(values: Dictionary<ParameterValue>): string {
  const items = Object.entries(values).map(([key, value]) => `${textRepr(key)}: ${valueRepr(value)}`);
  return `{${items.join(', ')}}`;
}

/** Writes a float as Python prints it: `nan`, `inf`, `-inf`. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return pythonNumber(value);
}

function valueRepr(value: ParameterValue): string {
  switch (typeof value) {
    case 'number':
      return floatText(value);
    case 'string':
      return textRepr(value);
    case 'boolean':
      return value ? 'True' : 'False';
    default:
      return 'None';
  }
}

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

function textRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(/[\n\r\t\\]/g, (mark) => ESCAPES[mark]!);
  return `${quote}${quote === "'" ? escaped.replaceAll("'", "\\'") : escaped}${quote}`;
}
