import { writeFinite } from '../file/cell.ts';
import type { Dictionary, ParameterValue } from '../types.ts';

/**
 * A number as Python's `json` module writes it: NaN, Infinity and -Infinity are bare words, which its readers take and
 * strict ones refuse. Minus zero gets a point, without which Python reads a whole number that has no sign.
 */
export function pythonNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return Object.is(value, -0) ? '-0.0' : writeFinite(value);
}

/** A value as JSON in Python's dialect. */
export function pythonJson(value: ParameterValue): string {
  return typeof value === 'number' ? pythonNumber(value) : JSON.stringify(value);
}

/** An object as JSON in Python's dialect, whatever its keys are called. */
export function pythonObject(values: Dictionary<ParameterValue>): string {
  const members = Object.entries(values).map(
    ([key, value]) => `${JSON.stringify(key)}: ${pythonJson(value)}`,
  );
  return `{${members.join(', ')}}`;
}

/** A dictionary as Python's `repr` prints it. */
export function pythonRepr(values: Dictionary<ParameterValue>): string {
  const items = Object.entries(values).map(([key, value]) => `${textRepr(key)}: ${valueRepr(value)}`);
  return `{${items.join(', ')}}`;
}

/** A float as Python prints it: `nan`, `inf`, `-inf`. */
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
