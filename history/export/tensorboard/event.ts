import { PbfWriter } from 'pbf';
import { maskedCrc32c } from '../../checksum.ts';

/** A value of a summary: a scalar, a histogram as triples, or the content of a plugin. */
export type SummaryValue =
  | { readonly tag: string; readonly scalar: number }
  | { readonly tag: string; readonly histogram: Float64Array }
  | { readonly tag: string; readonly plugin: string; readonly content: Uint8Array };

/** One record of an event file. Times are in seconds since 1970. */
export interface SummaryEvent {
  readonly wallTime: number;
  readonly step?: number;
  readonly fileVersion?: string;
  readonly values?: readonly SummaryValue[];
}

/**
 * Returns the bytes of an event file: for each event a TFRecord (length as 64 bits, masked CRC-32C of the length, the event as protobuf,
 * masked CRC-32C of that), all little-endian.
 */
export function writeEvents(events: readonly SummaryEvent[]): Uint8Array {
  const payloads = events.map(encodeEvent);
  const bytes = new Uint8Array(payloads.reduce((sum, { length }) => sum + length + 16, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const payload of payloads) {
    view.setUint32(at, payload.length, true);
    view.setUint32(at + 8, maskedCrc32c(bytes.subarray(at, at + 8)), true);
    bytes.set(payload, at + 12);
    view.setUint32(at + 12 + payload.length, maskedCrc32c(payload), true);
    at += payload.length + 16;
  }
  return bytes;
}

/** `tensorflow.Event`: wall_time = 1, step = 2, file_version = 3, summary = 5. */
function encodeEvent({ wallTime, step, fileVersion, values }: SummaryEvent): Uint8Array {
  const pbf = new PbfWriter();
  pbf.writeDoubleField(1, wallTime);
  if (step !== undefined) pbf.writeVarintField(2, step);
  if (fileVersion !== undefined) pbf.writeStringField(3, fileVersion);
  if (values) pbf.writeMessage(5, writeSummary, values);
  return pbf.finish();
}

/**
 * `tensorflow.Summary.Value`: tag = 1, simple_value = 2 (float32), tensor = 8,
 * metadata = 9 {plugin_data = 1 {name = 1, content = 2}}.
 */
function writeSummary(values: readonly SummaryValue[], pbf: PbfWriter): void {
  for (const value of values) {
    pbf.writeMessage(
      1,
      (_, inner) => {
        inner.writeStringField(1, value.tag);
        if ('scalar' in value) inner.writeFloatField(2, value.scalar);
        else if ('plugin' in value) writePlugin(inner, value.plugin, value.content);
        else {
          inner.writeMessage(8, writeTriples, value.histogram);
          writePlugin(inner, 'histograms', new Uint8Array());
        }
      },
      null,
    );
  }
}

function writePlugin(pbf: PbfWriter, plugin: string, content: Uint8Array): void {
  const write = (_: null, data: PbfWriter) => {
    data.writeStringField(1, plugin);
    data.writeBytesField(2, content);
  };
  pbf.writeMessage(9, (_, metadata) => metadata.writeMessage(1, write, null), null);
}

/** `TensorProto` of doubles with three columns: dtype = 1, shape = 2 {dim = 2 {size = 1}}, tensor_content = 4. */
function writeTriples(triples: Float64Array, pbf: PbfWriter): void {
  pbf.writeVarintField(1, 2);
  const dimension = (size: number, shape: PbfWriter) => {
    shape.writeMessage(2, (_, dim) => dim.writeVarintField(1, size), null);
  };
  pbf.writeMessage(
    2,
    (_, shape) => {
      dimension(triples.length / 3, shape);
      dimension(3, shape);
    },
    null,
  );
  pbf.writeBytesField(4, new Uint8Array(triples.buffer, triples.byteOffset, triples.byteLength));
}
