import type { ColumnMetaData, Compressors, SchemaTree } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { decompressPage } from 'hyparquet/src/datapage.js';
import { getMaxDefinitionLevel, getMaxRepetitionLevel } from 'hyparquet/src/schema.js';
import { MAX_FILE_BYTES } from '../files/bytes.ts';

type PageHeader = ReturnType<typeof parquetHeader>;

/** What a column's chunk is made of. */
export interface Chunk {
  readonly meta: ColumnMetaData;
  /** The schema elements from the root to the column. */
  readonly path: SchemaTree[];
  readonly compressors: Compressors;
  /** Values beyond this would fill the memory of a page. */
  readonly mostValues: number;
}

/** Groups of eight numbers are packed, and writers may fill up the last ones. */
const MAX_PADDING = 63 * 8;

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/**
 * Walks the pages of a column's chunk from header to header, as the library will: it trusts their sizes and
 * counts, and would loop forever on a header without a size, or write a run of any declared length.
 *
 * @throws {Error} with a clause as message if a header is wrong; RangeError where the chunk reaches beyond the file
 */
export function checkPages(file: ArrayBuffer, chunk: Chunk): void {
  const { meta, mostValues } = chunk;
  if (Number(meta.num_values) > mostValues)
    throw new Error('a column says that it has more values than are read');
  const start = Number(meta.dictionary_page_offset || meta.data_page_offset);
  const reader = { view: new DataView(file, start, Number(meta.total_compressed_size)), offset: 0 };
  while (reader.offset < reader.view.byteLength - 1) {
    const header = parquetHeader(reader);
    const size = header.compressed_page_size;
    if (!isCount(size) || !isCount(header.uncompressed_page_size))
      throw new Error('a page does not say how large it is');
    if (header.uncompressed_page_size > MAX_FILE_BYTES)
      throw new Error('a page says that it unpacks to more than is read');
    if (reader.offset + size > reader.view.byteLength)
      throw new Error('a page is larger than the column that it belongs to');
    checkCounts(header, Number(meta.num_values));
    const page = new Uint8Array(file, start + reader.offset, size);
    if (header.data_page_header_v2) checkSecondKind(header, page, chunk);
    else if (header.data_page_header) checkFirstKind(header, page, chunk);
    reader.offset += size;
  }
}

function checkCounts(header: PageHeader, most: number): void {
  const page = header.data_page_header ?? header.data_page_header_v2;
  const values = page ?? header.dictionary_page_header;
  if (!isCount(values?.num_values)) throw new Error('a page does not say how many values it has');
  if (page && page.num_values > most) throw new Error('a page says that it has more values than its column');
  const second = header.data_page_header_v2;
  if (
    second &&
    !(isCount(second.num_rows) && isCount(second.num_nulls) && second.num_nulls <= second.num_values)
  )
    throw new Error('a page does not say how many of its values are missing');
}

/** The first kind of page is packed as a whole: levels, each with its length before it, then values. */
function checkFirstKind(header: PageHeader, packed: Uint8Array, { meta, path, compressors }: Chunk): void {
  const { num_values, encoding } = header.data_page_header!;
  const page = viewOf(decompressPage(packed, header.uncompressed_page_size, meta.codec, compressors));
  let at = 0;
  for (const level of [path.length > 1 ? getMaxRepetitionLevel(path) : 0, getMaxDefinitionLevel(path)]) {
    if (level === 0) continue;
    const length = page.getUint32(at, true);
    if (at + 4 + length > page.byteLength) throw new Error('a page does not say where its values begin');
    checkRuns(page, at + 4, at + 4 + length, widthOf(level), num_values);
    at += 4 + length;
  }
  checkValues(page, at, encoding, meta.type, num_values);
}

/** In pages of version 2, levels precede the compressed data. */
function checkSecondKind(header: PageHeader, bytes: Uint8Array, { meta, path, compressors }: Chunk): void {
  const second = header.data_page_header_v2!;
  const { definition_levels_byte_length: length, repetition_levels_byte_length: before } = second;
  if (!isCount(length) || !isCount(before) || length + before > bytes.length)
    throw new Error('a page does not say where its values begin');
  const [repetition, definition] = [getMaxRepetitionLevel(path), getMaxDefinitionLevel(path)];
  const levels = viewOf(bytes);
  if (repetition > 0) checkRuns(levels, 0, before, widthOf(repetition), second.num_values);
  if (definition > 0) checkRuns(levels, before, before + length, widthOf(definition), second.num_values);
  const size = header.uncompressed_page_size - length - before;
  if (size < 0) throw new Error('a page does not say where its values begin');
  const packed = bytes.subarray(before + length);
  const page = viewOf(
    second.is_compressed === false ? packed : decompressPage(packed, size, meta.codec, compressors),
  );
  const values = second.num_values - second.num_nulls;
  checkValues(page, 0, second.encoding, meta.type, values);
}

/** Values as runs of bits or dictionary indices, preceded by the number of bits of each. */
function checkValues(page: DataView, at: number, encoding: string, type: string, values: number): void {
  if (!/^(?:RLE|.*_DICTIONARY)$/.test(encoding) || at >= page.byteLength) return;
  if (type === 'BOOLEAN') {
    checkRuns(page, at + 4, page.byteLength, 1, values, true);
    return;
  }
  const width = page.getUint8(at);
  if (width > 32) throw new Error('a page says that places in its dictionary have more than 32 bits');
  if (width > 0) checkRuns(page, at + 1, page.byteLength, width, values, true);
}

/**
 * Runs of numbers, each with its length: a repeated number, or groups of eight bit-packed numbers.
 * @param mayEnd whether there may be fewer values, since some are missing
 */
function checkRuns(
  page: DataView,
  start: number,
  end: number,
  width: number,
  values: number,
  mayEnd = false,
): void {
  let [at, seen] = [start, 0];
  while (seen < values && at < end) {
    let run = 0;
    for (let shift = 0, byte = 0x80; byte & 0x80; shift += 7) {
      byte = page.getUint8(at++);
      run += (byte & 0x7f) * 2 ** shift;
    }
    const isPacked = run % 2 === 1;
    const count = Math.floor(run / 2) * (isPacked ? 8 : 1);
    if (count === 0 || count > values - seen + (isPacked ? MAX_PADDING : 0))
      throw new Error(`a run of ${String(count)} values is longer or shorter than its page can have`);
    at += isPacked ? (count / 8) * width : Math.ceil(width / 8);
    seen += count;
  }
  if (seen < values && !mayEnd) throw new Error('a page does not say which of its values are missing');
}

function widthOf(most: number): number {
  return 32 - Math.clz32(most);
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
