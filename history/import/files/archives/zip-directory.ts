import type { Slice } from '../pieces.ts';

/** An entry of the central directory of a zip archive. */
export interface ZipMember {
  readonly name: string;
  /** Compression method: 0 stored, 8 DEFLATE. */
  readonly method: number;
  readonly isEncrypted: boolean;
  /** Compressed size in bytes. */
  readonly packedSize: number;
  /** Uncompressed size in bytes as declared by the archive, which may be wrong. */
  readonly size: number;
  /** Offset of its local header in the archive. */
  readonly at: number;
}

const [END, END_64, LOCATOR_64] = [0x06054b50, 0x06064b50, 0x07064b50];
const [ENTRY, LOCAL, SIGNATURE] = [0x02014b50, 0x04034b50, 0x05054b50];
const [END_LENGTH, ENTRY_LENGTH, LOCAL_LENGTH, LOCATOR_LENGTH, END_64_LENGTH] = [22, 46, 30, 20, 56];
/** Value of a 32-bit field that is replaced by a 64-bit field of ZIP64. */
const IN_64 = 0xffffffff;
const ZIP_64 = 1;
const MAX_COMMENT_LENGTH = 2 ** 16;
const [IS_ENCRYPTED, IS_UTF_8] = [1, 2 ** 11];

/**
 * Reads the central directory at the end of a zip archive (PKWARE's APPNOTE 4.3.12 to 4.3.16).
 * @throws {Error} with a clause as message if the directory is missing or damaged.
 */
export async function readZipDirectory(size: number, slice: Slice): Promise<ZipMember[]> {
  const tailAt = Math.max(0, size - END_LENGTH - MAX_COMMENT_LENGTH - LOCATOR_LENGTH);
  const tail = viewOf(await slice(tailAt, size));
  const end = lastEnd(tail);
  if (end < 0) throw new Error('its directory is missing: it seems to be cut off');
  let [length, at] = [tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)];
  let endAt = tailAt + end;
  const locator = end - LOCATOR_LENGTH;
  if (locator >= 0 && tail.getUint32(locator, true) === LOCATOR_64) {
    endAt = wholeAt(tail, locator + 8);
    const end64 = viewOf(await slice(endAt, endAt + END_64_LENGTH));
    if (end64.byteLength < END_64_LENGTH || end64.getUint32(0, true) !== END_64)
      throw new Error('its directory is not where it says');
    [length, at] = [wholeAt(end64, 40), wholeAt(end64, 48)];
  }
  // The directory directly precedes its end record. If data precede the archive, all offsets are shifted by their length.
  const before = endAt - length - at;
  if (length > size || before < 0) throw new Error('its directory is not where it says');
  const directory = await slice(at + before, endAt);
  return [...membersIn(directory, before)];
}

/**
 * Returns the offset of the data of a member.
 * @throws {Error} if there is no local header.
 */
export async function dataPlace({ at }: ZipMember, slice: Slice): Promise<number> {
  const header = viewOf(await slice(at, at + LOCAL_LENGTH));
  if (header.byteLength < LOCAL_LENGTH || header.getUint32(0, true) !== LOCAL)
    throw new Error('it is not where the archive says');
  return at + LOCAL_LENGTH + header.getUint16(26, true) + header.getUint16(28, true);
}

function* membersIn(bytes: Uint8Array, before: number): Generator<ZipMember> {
  const view = viewOf(bytes);
  let at = 0;
  while (at + ENTRY_LENGTH <= bytes.length && view.getUint32(at, true) === ENTRY) {
    const flags = view.getUint16(at + 8, true);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) =>
      view.getUint16(at + place, true),
    );
    const nameAt = at + ENTRY_LENGTH;
    const extraAt = nameAt + nameLength!;
    const end = extraAt + extraLength! + commentLength!;
    if (end > bytes.length) throw new Error('its directory is damaged');
    const name = bytes.subarray(nameAt, extraAt);
    const [size, packedSize, place] = longFields(
      [24, 20, 42].map((field) => view.getUint32(at + field, true)),
      viewOf(bytes.subarray(extraAt, extraAt + extraLength!)),
    );
    yield {
      name: new TextDecoder((flags & IS_UTF_8) !== 0 ? 'utf-8' : 'windows-1252').decode(name),
      method: view.getUint16(at + 10, true),
      isEncrypted: (flags & IS_ENCRYPTED) !== 0,
      packedSize: packedSize!,
      size: size!,
      at: place! + before,
    };
    at = end;
  }
  if (at < bytes.length && view.getUint32(Math.min(at, bytes.length - 4), true) !== SIGNATURE)
    throw new Error('its directory is damaged');
}

/** Returns the fields, with those that exceed 32 bits taken in order from ZIP64's extra field. */
function longFields(fields: readonly number[], extra: DataView): number[] {
  let at = 0;
  while (at + 4 <= extra.byteLength && extra.getUint16(at, true) !== ZIP_64)
    at += 4 + extra.getUint16(at + 2, true);
  at += 4;
  return fields.map((field) => {
    if (field !== IN_64 || at + 8 > extra.byteLength) return field;
    at += 8;
    return wholeAt(extra, at - 8);
  });
}

/** Returns the offset of the last end record, which may be followed by a comment; -1 if there is none. */
function lastEnd(tail: DataView): number {
  for (let at = tail.byteLength - END_LENGTH; at >= 0; at--) if (tail.getUint32(at, true) === END) return at;
  return -1;
}

function wholeAt(view: DataView, at: number): number {
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
