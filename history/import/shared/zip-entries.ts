/** Length of a local file header before its name (APPNOTE.TXT of PKWARE, 4.3.7). */
const HEADER_LENGTH = 30;

/**
 * Returns the paths in the beginning of a zip archive, by the headers before each file: the directory at its end may be
 * beyond the bytes at hand, or lost.
 */
export function leadingEntries(bytes: Uint8Array): string[] {
  const names: string[] = [];
  const decoder = new TextDecoder();
  for (let at = bytes.indexOf(0x50); at >= 0; at = bytes.indexOf(0x50, at + 1)) {
    if (bytes[at + 1] !== 0x4b || bytes[at + 2] !== 3 || bytes[at + 3] !== 4) continue;
    const length = (bytes[at + 26] ?? 0) | ((bytes[at + 27] ?? 0) << 8);
    const end = at + HEADER_LENGTH + length;
    if (end <= bytes.length) names.push(decoder.decode(bytes.subarray(at + HEADER_LENGTH, end)));
  }
  return names;
}
