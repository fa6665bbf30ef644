import type { ParameterValue } from '../../types.ts';
import { numberOfText } from '../flat/text-cells.ts';
import { isMissingWord } from '../values/missing-words.ts';
import { isObject } from '../flat/json/json-table.ts';
import { valueOfRepr } from './python.ts';

/** Maximum depth of flattened objects; deeper ones become text. */
const MAX_DEPTH = 8;

/**
 * Flattens nested parameters to paths, `optimizer.lr`. Lists and values beyond the maximum depth become JSON text; text
 * that looks like a number or a Python repr becomes that value.
 */
export function flatParameters(json: unknown): Map<string, ParameterValue> {
  const found = new Map<string, ParameterValue>();
  const visit = (value: unknown, path: string, depth: number): void => {
    if (isObject(value) && depth < MAX_DEPTH) {
      for (const [key, each] of Object.entries(value))
        visit(each, path === '' ? key : `${path}.${key}`, depth + 1);
    } else if (path !== '' && value !== undefined) found.set(path, parameterValue(value));
  };
  visit(json, '', 0);
  return found;
}

/** Converts a value to a parameter. */
export function parameterValue(value: unknown): ParameterValue {
  switch (typeof value) {
    case 'number':
    case 'boolean':
      return value;
    case 'string':
      return textValue(value);
    case 'bigint':
      return String(value);
    default:
      return value === null || value === undefined ? null : shownJson(value);
  }
}

/** Converts text only if it is clearly a number or a Python repr. */
function textValue(text: string): ParameterValue {
  if (text !== '' && isMissingWord(text)) return null;
  return (
    numberOfText(text) ??
    (/^(?:None|True|False|<.*>|np\..*\)|[A-Za-z_][\w.]*\(.*\))$/s.test(text) ? valueOfRepr(text) : text)
  );
}

function shownJson(value: object): string {
  const seen = (_: string, each: unknown) => (typeof each === 'bigint' ? String(each) : each);
  return JSON.stringify(value, seen).replaceAll(/,(?=["\d[{-])/g, ', ');
}
