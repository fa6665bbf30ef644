import { PbfWriter } from 'pbf';
import { maskedCrc32c } from '../../../../history/checksum.ts';

/** A TFRecord around a payload. */
export function frame(payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(payload.length + 16);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, payload.length, true);
  view.setUint32(8, maskedCrc32c(bytes.subarray(0, 8)), true);
  bytes.set(payload, 12);
  view.setUint32(12 + payload.length, maskedCrc32c(payload), true);
  return bytes;
}

function inside(field: number, pbf: PbfWriter, fill: (pbf: PbfWriter) => void): void {
  pbf.writeMessage(field, (_, inner) => fill(inner), null);
}

/** An event with one value, whose other fields are written by `write`. */
export function valueEvent(tag: string, step: number, write: (value: PbfWriter) => void): Uint8Array {
  const event = new PbfWriter();
  event.writeDoubleField(1, 1700000001);
  event.writeVarintField(2, step);
  inside(5, event, (summary) => {
    inside(1, summary, (value) => {
      value.writeStringField(1, tag);
      write(value);
    });
  });
  return frame(event.finish());
}

/** An event whose one value is a tensor, as TensorFlow 2 writes scalars. */
export function tensorEvent(
  tag: string,
  step: number,
  plugin: string,
  write: (tensor: PbfWriter) => void,
): Uint8Array {
  return valueEvent(tag, step, (value) => {
    inside(8, value, write);
    inside(9, value, (metadata) => inside(1, metadata, (data) => data.writeStringField(1, plugin)));
  });
}

/** A histogram in the form of PyTorch and TensorFlow 1: limits and counts. */
export function histoEvent(
  tag: string,
  step: number,
  histo: { min: number; max: number; limits: readonly number[]; counts: readonly number[] },
): Uint8Array {
  return valueEvent(tag, step, (value) => {
    inside(5, value, (pbf) => {
      pbf.writeDoubleField(1, histo.min);
      pbf.writeDoubleField(2, histo.max);
      pbf.writePackedDouble(6, [...histo.limits]);
      pbf.writePackedDouble(7, [...histo.counts]);
    });
  });
}

/** A histogram in the form of TensorFlow 2: left end, right end and count of each bucket. */
export function triplesEvent(
  tag: string,
  step: number,
  ...triples: readonly (readonly number[])[]
): Uint8Array {
  return tensorEvent(tag, step, 'histograms', (tensor) => {
    tensor.writeVarintField(1, 2);
    tensor.writeBytesField(4, new Uint8Array(Float64Array.from(triples.flat()).buffer));
  });
}
