import { defaultConfig, type SearchRange, type Setting } from '../../trainer/index.ts';

/** The text form of settings, on the command line and in the page's fields. */

/** Splits at commas, except those within brackets. */
export function listOf(text: string): string[] {
  const items: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const letter = text[i] ?? ',';
    if ('([{'.includes(letter)) depth++;
    else if (')]}'.includes(letter)) depth--;
    else if (letter === ',' && (depth <= 0 || i === text.length)) {
      items.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  return items.filter((item) => item !== '');
}

/** Parses the value of a setting; text that is no value stays text, which `parseConfig` reports. */
export function valueOf(setting: Setting, text: string): unknown {
  if (/^[[{]/.test(text)) return jsonOf(setting, text);
  // The items of a list within a list are joined by hyphens: 128-64, relu-tanh.
  if (setting === 'activation' && text.includes('-')) return text.split('-');
  if (Array.isArray(defaultConfig[setting])) return text === 'none' ? [] : text.split(/[-x]/).map(plainValue);
  return plainValue(text);
}

function jsonOf(setting: Setting, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Error(`${setting}: expected JSON, got ${text}`);
  }
}

/** A boolean or a number if the text is one, else the text. */
export function plainValue(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);
}

const HIGH = /^(\S+?)(?::(log|int|linear))?$/;
const KINDS = { log: 'log-uniform', int: 'integer', linear: 'uniform' } as const;

/**
 * Several values (`0.1, 0.01`, `128-64, 256`) or an interval (`0.001..0.3:log`, `16..256:int`).
 *
 * @param usual the kind of an interval that does not name one
 */
export function rangeOf(setting: Setting, text: string, usual: keyof typeof KINDS = 'linear'): SearchRange {
  const whole = text.trim();
  const dots = whole.indexOf('..', 1);
  const low = whole.slice(0, Math.max(0, dots)).trimEnd();
  const [, high, kind = usual] = HIGH.exec(whole.slice(dots + 2).trimStart()) ?? [];
  if (dots < 0 || high === undefined || /\s/.test(low)) {
    return { kind: 'values', values: listOf(text).map((item) => valueOf(setting, item)) };
  }
  return { kind: KINDS[kind as keyof typeof KINDS], low: Number(low), high: Number(high) };
}
