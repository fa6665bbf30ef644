import { ByteWriter } from 'hyparquet-writer';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';

/** The length of a run as it is written: of one number again and again, or of groups of eight that are packed. */
export function again(count: number): number[] {
  return varint(count * 2);
}

export function packed(groups: number): number[] {
  return varint(groups * 2 + 1);
}

function varint(number: number): number[] {
  const bytes: number[] = [];
  let rest = number;
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return [...bytes, rest];
}

/** What the one column of a file says of its values, each of them a place in the dictionary `relu, tanh`. */
export interface Pages {
  /** How many values there are, those that are missing too. */
  readonly values: number;
  /** How many the page says that it has, where that is something else. */
  readonly claimed?: number;
  /** Runs that tell, a bit each, which values are there. */
  readonly levels: readonly number[];
  /** Runs of places in the dictionary, a bit each. */
  readonly places: readonly number[];
  /** How large the page says that it is once unpacked, where that is not so. */
  readonly unpacked?: number;
}

/** A Parquet file with the kind of page that most writers make: the first one, with levels among its values. */
export function parquetFile({ values, claimed = values, levels, places, unpacked }: Pages): Uint8Array {
  const file = new ByteWriter();
  file.appendBytes(new TextEncoder().encode('PAR1'));
  const words = ['relu', 'tanh'].flatMap((word) => [word.length, 0, 0, 0, ...new TextEncoder().encode(word)]);
  const start = file.offset;
  writePageHeader(file, {
    type: 'DICTIONARY_PAGE',
    uncompressed_page_size: words.length,
    compressed_page_size: words.length,
    dictionary_page_header: { num_values: 2, encoding: 'PLAIN' },
  });
  file.appendBytes(Uint8Array.from(words));
  const page = [levels.length, 0, 0, 0, ...levels, 1, ...places];
  const data = file.offset;
  writePageHeader(file, {
    type: 'DATA_PAGE',
    uncompressed_page_size: unpacked ?? page.length,
    compressed_page_size: page.length,
    data_page_header: {
      num_values: claimed,
      encoding: 'RLE_DICTIONARY',
      definition_level_encoding: 'RLE',
      repetition_level_encoding: 'RLE',
    },
  });
  file.appendBytes(Uint8Array.from(page));
  const size = BigInt(file.offset - start);
  writeMetadata(file, {
    version: 2,
    schema: [
      { name: 'root', num_children: 1 },
      { name: 'act', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL', converted_type: 'UTF8' },
    ],
    num_rows: BigInt(values),
    row_groups: [
      {
        columns: [
          {
            file_offset: BigInt(start),
            meta_data: {
              type: 'BYTE_ARRAY',
              encodings: ['PLAIN', 'RLE_DICTIONARY', 'RLE'],
              path_in_schema: ['act'],
              codec: 'UNCOMPRESSED',
              num_values: BigInt(Math.max(values, claimed)),
              total_uncompressed_size: size,
              total_compressed_size: size,
              data_page_offset: BigInt(data),
              dictionary_page_offset: BigInt(start),
            },
          },
        ],
        total_byte_size: size,
        num_rows: BigInt(values),
      },
    ],
    metadata_length: 0,
  });
  file.appendBytes(new TextEncoder().encode('PAR1'));
  return new Uint8Array(file.getBuffer());
}
