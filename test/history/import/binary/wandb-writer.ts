import { PbfWriter } from 'pbf';
import { crc32 } from '../../../../history/checksum.ts';

/** Writes `.wandb` files as Weights & Biases' own data store does, for tests: it cannot be installed here. */

type Write = (pbf: PbfWriter) => void;

export function message(
  ...fields: readonly (readonly [field: number, value: string | number | Write])[]
): Write {
  return (pbf) => {
    for (const [field, value] of fields) {
      if (typeof value === 'string') pbf.writeStringField(field, value);
      else if (typeof value === 'number') pbf.writeVarintField(field, value);
      else pbf.writeMessage(field, (_, inner) => value(inner), null);
    }
  };
}

export const item = (key: string, json: unknown): Write =>
  message(
    [1, key],
    [16, typeof json === 'number' && !Number.isFinite(json) ? String(json) : JSON.stringify(json)],
  );

export const nested = (path: readonly string[], json: unknown): Write =>
  message(...path.map((key) => [2, key] as const), [16, JSON.stringify(json)]);

/** A record whose one field is the given message. */
export function record(field: number, inner: Write): Uint8Array {
  const pbf = new PbfWriter();
  message([field, inner])(pbf);
  return pbf.finish().slice();
}

export const history = (step: number, ...items: readonly Write[]): Uint8Array =>
  record(2, message(...items.map((each) => [1, each] as const), [2, message([1, step])]));

const BLOCK = 32768;

export function wandbFile(records: readonly Uint8Array[]): Uint8Array {
  const bytes: number[] = [...':W&B'].map((char) => char.charCodeAt(0));
  bytes.push(0xe1, 0xbe, 0);
  for (const data of records) {
    let at = 0;
    let isFirst = true;
    do {
      const room = BLOCK - (bytes.length % BLOCK);
      if (room < 7) {
        bytes.push(...new Array<number>(room).fill(0));
        continue;
      }
      const piece = data.subarray(at, at + room - 7);
      at += piece.length;
      const isLast = at >= data.length;
      const type = isFirst ? (isLast ? 1 : 2) : isLast ? 4 : 3;
      const sum = crc32(Uint8Array.from([type, ...piece]));
      bytes.push(sum & 255, (sum >>> 8) & 255, (sum >>> 16) & 255, sum >>> 24);
      bytes.push(piece.length & 255, piece.length >>> 8, type, ...piece);
      isFirst = false;
    } while (at < data.length);
  }
  return Uint8Array.from(bytes);
}
