import { standardWidths, symbolWidths } from './font-widths.ts';

/** A standard font of PDF, which every viewer has (ISO 32000-1, 9.6.2.2). */
export type FontName =
  | keyof typeof standardWidths
  | 'Helvetica-Oblique'
  | 'Courier'
  | 'Courier-Bold'
  | 'Courier-Oblique'
  | 'Symbol';

/** A part of a text in one font, with its characters as codes of that font. */
export interface FontRun {
  readonly font: FontName;
  readonly codes: readonly number[];
}

/** Text in the fonts that have its characters. */
export interface EncodedText {
  readonly runs: readonly FontRun[];
  /** In units of the font size. */
  readonly width: number;
  /** Characters that no standard font has; each is written as a question mark. */
  readonly unknown: readonly string[];
}

/** The characters of `WinAnsiEncoding` with the codes 0x80 to 0x9f, which are not those of Unicode. */
const WINDOWS = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

const codes = new Map<string, number>(
  Array.from({ length: 224 }, (_, index): [string, number] => {
    const code = index + 32;
    return [code >= 0x80 && code <= 0x9f ? WINDOWS[code - 0x80]! : String.fromCharCode(code), code];
  }).filter(([character, code]) => code === 32 || (character !== ' ' && code !== 127)),
);

type MeasuredFont = keyof typeof standardWidths;

const widths = new Map(
  Object.entries(standardWidths).map(([font, list]): [MeasuredFont, ReadonlyMap<number, number>] => {
    const values = list.split(' ').map(Number);
    return [
      font as MeasuredFont,
      new Map(Array.from(codes.values(), (code, index) => [code, values[index]!])),
    ];
  }),
);

const symbols = new Map(
  Array.from(symbolWidths.matchAll(/(\S)(\d+):(\d+)/gu), ([, character, code, width]) => [
    character!,
    { code: Number(code), width: Number(width) },
  ]),
);
// Unicode has these twice: as letters of Greek, and as signs.
symbols.set('∆', symbols.get('Δ')!).set('Ω', symbols.get('Ω')!);

function widthOf(font: FontName, code: number): number {
  if (font.startsWith('Courier')) return 600;
  const measured = font === 'Helvetica-Oblique' ? 'Helvetica' : (font as MeasuredFont);
  return widths.get(measured)!.get(code) ?? 0;
}

/** The standard font that is most similar to a CSS font family. Bold fonts are upright. */
export function standardFont(family: string, isBold: boolean, isItalic: boolean): FontName {
  const first = family.split(',', 1)[0]!.toLowerCase();
  if (/mono|courier|consol|menlo|typewriter/.test(first))
    return isBold ? 'Courier-Bold' : isItalic ? 'Courier-Oblique' : 'Courier';
  const isSerif =
    /times|roman|georgia|garamond|cambria|palatino|serif|century|baskerville/.test(first) &&
    !/sans/.test(first);
  if (isSerif) return isBold ? 'Times-Bold' : isItalic ? 'Times-Italic' : 'Times-Roman';
  return isBold ? 'Helvetica-Bold' : isItalic ? 'Helvetica-Oblique' : 'Helvetica';
}

/** Encodes a text, with the font Symbol for characters such as ∞ and α that the others do not have. */
export function encodeText(text: string, font: FontName): EncodedText {
  const runs: { font: FontName; codes: number[] }[] = [];
  const unknown: string[] = [];
  let width = 0;
  const add = (used: FontName, code: number, wide: number) => {
    width += wide / 1000;
    const last = runs.at(-1);
    if (last?.font === used) last.codes.push(code);
    else runs.push({ font: used, codes: [code] });
  };
  for (const character of text.normalize('NFC')) {
    // An en dash is as wide as a minus sign, and of the same font as the digits.
    const code = codes.get(character === '−' ? '–' : character);
    const symbol = symbols.get(character);
    if (code !== undefined) add(font, code, widthOf(font, code));
    else if (symbol !== undefined) add('Symbol', symbol.code, symbol.width);
    else {
      unknown.push(character);
      add(font, 63, widthOf(font, 63));
    }
  }
  return { runs, width, unknown };
}
