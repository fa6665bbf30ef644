import type { ParameterValue } from '../../types.ts';
import { numberOfText } from '../flat/text-cells.ts';

/**
 * Converts a Python repr to a value: `None`, `True`, numbers (also `np.float64(0.1)`) and quoted text become that value.
 * Other reprs are simplified: `ReLU()` and `<class 'torch.nn.ReLU'>` become `ReLU`, `<function relu at 0x7f00>` becomes
 * `relu` (addresses differ between runs), `LeakyReLU(negative_slope=0.01)` is unchanged.
 */
export function valueOfRepr(repr: string): ParameterValue {
  const text = repr.trim();
  switch (text) {
    case 'None':
      return null;
    case 'True':
      return true;
    case 'False':
      return false;
  }
  const numpy = /^(?:np|numpy)\.\w+\((.*)\)$/s.exec(text)?.[1];
  const inner = numpy ?? text;
  const number = numberOfText(inner);
  if (number !== undefined) return number;
  if (numpy === 'True' || numpy === 'False') return numpy === 'True';
  const quoted = /^(?:'([^'\\]*)'|"([^"\\]*)")$/.exec(inner);
  if (quoted) return quoted[1] ?? quoted[2] ?? '';
  return simplifyRepr(inner);
}

function simplifyRepr(repr: string): string {
  return repr
    .replace(/^<class '(?:[\w.]+\.)?(\w+)'>$/, '$1')
    .replace(
      /<(?:built-in )?(?:function|method|bound method) (?:[\w.<>]+\.)?(\w+|<lambda>)(?: [^<>]*)?>/g,
      '$1',
    )
    .replace(/<(?:[\w.]+\.)?(\w+) object at 0x[0-9a-fA-F]+>/g, '$1')
    .replace(/^(?:[A-Za-z_]\w*\.)*([A-Za-z_]\w*)\(\)$/, '$1');
}

/** Returns the items of the repr of a Python dict, with the source text of values; null for any other text. */
export function itemsOfDict(text: string): Map<string, string> | null {
  const body = /^\s*\{(.*)\}\s*$/s.exec(text)?.[1];
  if (body === undefined) return null;
  const items = new Map<string, string>();
  for (const item of splitOutside(body, ',')) {
    if (item.trim() === '') continue;
    const [key, ...rest] = splitOutside(item, ':');
    const name = /^\s*(?:'([^']*)'|"([^"]*)")\s*$/.exec(key ?? '');
    if (!name || rest.length === 0) return null;
    items.set(name[1] ?? name[2] ?? '', rest.join(':').trim());
  }
  return items;
}

/** Splits a text at each `mark` outside quotes and brackets. */
export function splitOutside(text: string, mark: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let depth = 0;
  let quote: string | null = null;
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (quote !== null) {
      if (char === '\\') at++;
      else if (char === quote) quote = null;
    } else if (char === "'" || char === '"') quote = char;
    else if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char)) depth--;
    else if (char === mark && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}
