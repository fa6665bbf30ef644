/** A character encoding other than UTF-8, as TextDecoder names it, and how it is called in a note. */
export interface Encoding {
  readonly label: string;
  readonly description: string;
}

const UTF_8 = { label: 'utf-8', description: 'UTF-8' };
const UTF_16_LE = { label: 'utf-16le', description: 'UTF-16' };
const UTF_16_BE = { label: 'utf-16be', description: 'UTF-16' };
const SHIFT_JIS = { label: 'shift_jis', description: 'Shift JIS (Japanese)' };
const GB18030 = { label: 'gb18030', description: 'GB18030 (Chinese)' };
const WINDOWS_1251 = { label: 'windows-1251', description: 'Windows-1251 (Cyrillic)' };
const WINDOWS_1252 = { label: 'windows-1252', description: 'Windows-1252 (Western European)' };

/** Number of bytes that are examined. */
const SAMPLE = 2 ** 16;

/** The characters of Windows-1252 from 0x80: Node.js 20 decodes them as those of Latin-1. */
const C1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Decodes text of an encoding; invalid bytes become U+FFFD. */
export function decodeAs({ label }: Encoding, bytes: Uint8Array): string {
  const text = new TextDecoder(label).decode(bytes);
  if (label !== WINDOWS_1252.label) return text;
  return text.replaceAll(/[\u0080-\u009f]/g, (char) => C1[char.charCodeAt(0) - 0x80]!);
}

/** Returns the encoding of UTF-16 text, by its byte order mark or by the zero bytes of its ASCII letters; null for others. */
export function utf16Of(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return UTF_16_LE;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return UTF_16_BE;
  const sample = bytes.subarray(0, Math.min(bytes.length, 1024) & ~1);
  const zeros = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2]!++;
  const half = sample.length / 2;
  if (half < 4) return null;
  // Nearly all characters of a table are ASCII.
  if (zeros[0] === 0 && zeros[1]! * 2 > half) return UTF_16_LE;
  return zeros[1] === 0 && zeros[0]! * 2 > half ? UTF_16_BE : null;
}

/**
 * Guesses the encoding of text that is not UTF-8, from the bytes above 127: see `looksJapanese` for Shift JIS; in GB18030 they come in pairs, of which most begin below 0xE0; in Cyrillic text in long rows; in
 * Western European text mostly alone. Returns null for bytes that are not text.
 */
export function legacyEncodingOf(bytes: Uint8Array): Encoding | null {
  const sample = bytes.subarray(0, SAMPLE);
  if (sample.some((byte) => byte < 32 && !(byte >= 9 && byte <= 13))) return null;
  const runs = highRuns(sample);
  const count = runs.reduce((sum, { length }) => sum + length, 0);
  // A table has delimiters, line ends and numbers.
  if (count === 0 || (sample.length - count) * 8 < sample.length) return null;
  if (looksJapanese(sample) && isValid(bytes, SHIFT_JIS)) return SHIFT_JIS;
  const paired = runs.filter((run) => run.length % 2 === 0 && run.every((byte) => byte >= 0xa1));
  const leads = paired.flatMap((run) => run.filter((_, at) => at % 2 === 0));
  const cyrillic = runs.reduce((sum, run) => sum + run.filter((byte) => byte >= 0xe0).length, 0);
  const isCyrillic = count >= 3 * runs.length && cyrillic * 2 > count;
  if (isCyrillic) return WINDOWS_1251;
  const common = leads.filter((byte) => byte < 0xe0).length;
  const isChinese = paired.length * 10 >= runs.length * 9 && common * 5 >= leads.length * 4;
  if (isChinese && isValid(bytes, GB18030)) return GB18030;
  return WINDOWS_1252;
}

/**
 * Returns UTF-8 without the character that a file ends in the middle of, as one does that is still being written; null for
 * other text, and where no other character shows that it is UTF-8.
 */
export function withoutCutCharacter(bytes: Uint8Array): Uint8Array | null {
  // The longest character has four bytes.
  for (let cut = 1; cut <= Math.min(3, bytes.length); cut++) {
    const isLead = bytes[bytes.length - cut]! >= 0xc0;
    if (!isLead) continue;
    const complete = bytes.subarray(0, bytes.length - cut);
    return complete.some((byte) => byte > 127) && isValid(complete, UTF_8) ? complete : null;
  }
  return null;
}

/** Returns the complete lines of UTF-8; null for other text. */
export function completeLines(bytes: Uint8Array): Uint8Array | null {
  const lines = bytes.subarray(0, bytes.lastIndexOf(10) + 1);
  return isValid(lines, UTF_8) ? lines : null;
}

/** Whether most pairs of Shift JIS begin with 0x81 to 0x9F, and stand next to another pair, as in words. */
function looksJapanese(bytes: Uint8Array): boolean {
  let [pairs, low, joined, lastEnd] = [0, 0, 0, -1];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    const isLead = (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xef);
    if (!isLead) continue;
    pairs++;
    if (byte <= 0x9f) low++;
    if (at === lastEnd) joined++;
    lastEnd = at + 2;
    at++;
  }
  return pairs > 0 && low * 5 >= pairs * 4 && joined * 3 >= pairs;
}

/** Returns the rows of consecutive bytes above 127. */
function highRuns(bytes: Uint8Array): number[][] {
  const runs: number[][] = [];
  for (const [at, byte] of bytes.entries()) {
    if (byte < 128) continue;
    if (at === 0 || bytes[at - 1]! < 128) runs.push([]);
    runs.at(-1)!.push(byte);
  }
  return runs;
}

function isValid(bytes: Uint8Array, { label }: Encoding): boolean {
  try {
    new TextDecoder(label, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
