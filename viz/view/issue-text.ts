import type { z } from 'zod/mini';

const typeNames: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'an object',
  string: 'text',
};

/** What was expected and what was given instead, such as `expected a number, got "wide"`. */
export function issueText(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${typeNames[issue.expected] ?? issue.expected}, got ${valueText(issue.input)}`;
    case 'invalid_value':
      return `expected ${issue.values.map(String).join(', ')}, got ${valueText(issue.input)}`;
    case 'too_small':
      return `expected at least ${String(issue.minimum)}, got ${valueText(issue.input)}`;
    case 'too_big':
      return `expected at most ${String(issue.maximum)}, got ${valueText(issue.input)}`;
    case 'unrecognized_keys':
      return `there is no ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
    case 'invalid_union':
      return `expected another value, got ${valueText(issue.input)}`;
    default:
      return issue.message;
  }
}

/** A value as it would be written in JavaScript, if that is short. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'function') return 'a function';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
