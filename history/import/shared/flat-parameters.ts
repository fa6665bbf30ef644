import type { ParameterValue } from '../../types.ts';
import { numberOfText } from '../flat/text-cells.ts';
import { isObject } from '../flat/json/json-table.ts';
import { valueOfRepr } from './python.ts';

/** Objects inside each other beyond this are given as text. */
const DEEPEST = 8;

/**
 * Parameters as Heddle holds them: what is nested gets a path, `optimizer.lr`; lists and what nests too deep become
 * their JSON; texts that read as numbers, or as what Python prints for a value, become that value.
 */
export function flatParameters(json: unknown): Map<string, ParameterValue> {
  const found = new Map<string, ParameterValue>();
  const visit = (value: unknown, path: string, depth: number): void => {
    if (isObject(value) && depth < DEEPEST) {
      for (const [key, each] of Object.entries(value))
        visit(each, path === '' ? key : `${path}.${key}`, depth + 1);
    } else if (path !== '' && value !== undefined) found.set(path, parameterValue(value));
  };
  visit(json, '', 0);
  return found;
}

/** One value as a parameter. */
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

/** Only what surely is no text of somebody's own is taken for Python's. */
function textValue(text: string): ParameterValue {
  return (
    numberOfText(text) ??
    (/^(?:None|True|False|<.*>|np\..*\)|[A-Za-z_][\w.]*\(.*\))$/s.test(text) ? valueOfRepr(text) : text)
  );
}

function shownJson(value: object): string {
  const seen = (_: string, each: unknown) => (typeof each === 'bigint' ? String(each) : each);
  return JSON.stringify(value, seen).replaceAll(/,(?=["\d[{-])/g, ', ');
}
