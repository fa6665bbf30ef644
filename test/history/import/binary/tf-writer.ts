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

/** An event whose one value is a tensor, as TensorFlow 2 writes scalars. */
export function tensorEvent(
  tag: string,
  step: number,
  plugin: string,
  write: (tensor: PbfWriter) => void,
): Uint8Array {
  const event = new PbfWriter();
  const inside = (field: number, pbf: PbfWriter, fill: (pbf: PbfWriter) => void) => {
    pbf.writeMessage(field, (_, inner) => fill(inner), null);
  };
  event.writeDoubleField(1, 1700000001);
  event.writeVarintField(2, step);
  inside(5, event, (summary) => {
    inside(1, summary, (value) => {
      value.writeStringField(1, tag);
      inside(8, value, write);
      inside(9, value, (metadata) => inside(1, metadata, (data) => data.writeStringField(1, plugin)));
    });
  });
  return frame(event.finish());
}
