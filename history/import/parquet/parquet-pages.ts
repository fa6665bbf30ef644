import type { ColumnMetaData } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';

type PageHeader = ReturnType<typeof parquetHeader>;

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/**
 * Walks the pages of a column's chunk from header to header, as the library will: it trusts what they say of sizes and
 * counts, and would go round for ever on one that says nothing, or write a run as long as one claims.
 *
 * @throws {Error} a clause that says what is wrong; RangeError where the chunk reaches beyond the file
 */
export function checkPages(file: ArrayBuffer, chunk: ColumnMetaData): void {
  const start = Number(chunk.dictionary_page_offset || chunk.data_page_offset);
  const reader = { view: new DataView(file, start, Number(chunk.total_compressed_size)), offset: 0 };
  while (reader.offset < reader.view.byteLength - 1) {
    const header = parquetHeader(reader);
    const size = header.compressed_page_size;
    if (!isCount(size) || !isCount(header.uncompressed_page_size))
      throw new Error('a page does not say how large it is');
    if (reader.offset + size > reader.view.byteLength)
      throw new Error('a page is larger than the column that it belongs to');
    checkCounts(header, Number(chunk.num_values));
    checkLevels(header, new DataView(file, start + reader.offset, size));
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

/** The levels of the second kind of page stand before what is packed: runs of numbers, each with its length. */
function checkLevels({ data_page_header_v2: header }: PageHeader, page: DataView): void {
  if (header === undefined) return;
  const { definition_levels_byte_length: length, repetition_levels_byte_length: before, num_values } = header;
  if (!isCount(length) || !isCount(before) || length + before > page.byteLength)
    throw new Error('a page does not say where its values begin');
  const end = before + length;
  for (let at = before, seen = 0; at < end && seen < num_values;) {
    let run = 0;
    for (let shift = 0, byte = 0x80; byte & 0x80; shift += 7) {
      byte = page.getUint8(at++);
      run += (byte & 0x7f) * 2 ** shift;
    }
    const isPacked = run % 2 === 1;
    const count = Math.floor(run / 2) * (isPacked ? 8 : 1);
    if (count === 0 || count > num_values + 8) throw new Error('a run of levels has a length that is not so');
    // Columns that are not nested have one level, of one bit: a byte for eight, or for a run of one.
    at += isPacked ? count / 8 : 1;
    seen += count;
  }
}
