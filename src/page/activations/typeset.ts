/** A part of a formula: on the baseline, or superscript. */
export interface Stretch {
  readonly text: string;
  readonly raised: boolean;
}

const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/\bsqrt\((\d+|[a-zπ])\)/g, '√$1'],
  [/\bsqrt\b/g, '√'],
  [/\bpi\b/g, 'π'],
  [/\bexp\(/g, 'e^('],
  [/<=/g, '≤'],
  [/>=/g, '≥'],
  [/\s*\*\s*/g, ' · '],
  [/(^|[\s(,])-(?=[\s\d\w(])/g, '$1−'],
];

/** Typesets a plain-text formula: superscript powers and typographic signs. */
export function typeset(formula: string): Stretch[] {
  const signed = SIGNS.reduce((text, [sign, printed]) => text.replaceAll(sign, printed), formula);
  const stretches: Stretch[] = [];
  let rest = signed;
  for (let power = powerIn(rest); power; power = powerIn(rest)) {
    stretches.push({ text: rest.slice(0, power.at), raised: false }, { text: power.text, raised: true });
    rest = rest.slice(power.end);
  }
  return [...stretches, { text: rest, raised: false }].filter(({ text }) => text !== '');
}

/** The first power, without its enclosing brackets. */
function powerIn(text: string): { readonly at: number; readonly end: number; readonly text: string } | null {
  const at = text.indexOf('^');
  if (at < 0) return null;
  if (text[at + 1] !== '(') {
    const [power = ''] = /^\s*[−-]?[\w.π²³]+/.exec(text.slice(at + 1)) ?? [];
    // A sign alone is no power.
    return power === '' ? null : { at, end: at + 1 + power.length, text: power.trim() };
  }
  let depth = 0;
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === '(') depth++;
    if (text[i] === ')' && --depth === 0) return { at, end: i + 1, text: text.slice(at + 2, i) };
  }
  return null;
}
