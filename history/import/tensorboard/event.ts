import { PbfReader } from 'pbf';
import { bucketsOfLimits, bucketsOfTriples } from './histogram.ts';
import type { Bucket } from './histogram.ts';

/** The value of a tag at one step. */
export interface SummaryValue {
  tag: string;
  /** The name of the plugin that shows it; only sent with the first value of a tag. */
  plugin: string | null;
  /** Content of the plugin. */
  content: Uint8Array | null;
  /** The number of a scalar, in either form; null if it is not a scalar. */
  scalar: number | null;
  /** Its buckets if it may be a histogram: always in the old form, in the new one only if the plugin states it. */
  histogram: readonly Bucket[] | null;
  /** What it is by the old forms of pictures and sounds. */
  media: 'images' | 'audio' | null;
}

/** One record of an event file, as far as it is read. */
export interface Event {
  /** Seconds since 1970. */
  wallTime: number;
  step: number;
  values: SummaryValue[];
}

/**
 * `tensorflow.Event`: wall_time = 1, step = 2, summary = 5; graphs and messages are skipped.
 * @throws {Error} if the bytes are not such a message.
 */
export function decodeEvent(payload: Uint8Array): Event {
  return new PbfReader(payload).readFields<Event>(
    (field, event, pbf) => {
      if (field === 1) event.wallTime = pbf.readDouble();
      else if (field === 2) event.step = pbf.readVarint(true);
      else if (field === 5) readInside(pbf, readSummary, event.values);
    },
    { wallTime: 0, step: 0, values: [] },
  );
}

/**
 * Reads the message at the current position. One that is longer than its parent message ends with it.
 */
export function readInside<T>(
  pbf: PbfReader,
  readField: (field: number, result: T, pbf: PbfReader) => void,
  result: T,
): T {
  return new PbfReader(pbf.readBytes()).readFields(readField, result);
}

function readSummary(field: number, values: SummaryValue[], pbf: PbfReader): void {
  if (field !== 1) return;
  const empty = { tag: '', plugin: null, content: null, scalar: null, histogram: null, media: null };
  values.push(readInside<SummaryValue>(pbf, readValue, empty));
}

/**
 * `Summary.Value`: tag = 1, simple_value = 2, image = 4, histo = 5, audio = 6, tensor = 8,
 * metadata = 9 {plugin_data = 1 {name = 1, content = 2}}.
 */
function readValue(field: number, value: SummaryValue, pbf: PbfReader): void {
  if (field === 1) value.tag = pbf.readString();
  else if (field === 2) value.scalar = shortFloat(pbf.readFloat());
  else if (field === 4) value.media = 'images';
  else if (field === 5)
    value.histogram = bucketsOfLimits(
      readInside(pbf, readHisto, { min: NaN, max: NaN, limits: [], counts: [] }),
    );
  else if (field === 6) value.media = 'audio';
  else if (field === 8) {
    const tensor = readInside(pbf, readTensor, emptyTensor());
    value.scalar ??= scalarOf(tensor);
    value.histogram ??= histogramOf(tensor);
  } else if (field === 9) readInside(pbf, readMetadata, value);
}

interface Histo {
  min: number;
  max: number;
  limits: number[];
  counts: number[];
}

/** `HistogramProto`: min = 1, max = 2, bucket_limit = 6, bucket = 7, packed or not. */
function readHisto(field: number, histo: Histo, pbf: PbfReader): void {
  const isPacked = pbf.type === 2;
  if (field === 1) histo.min = pbf.readDouble();
  else if (field === 2) histo.max = pbf.readDouble();
  else if (field === 6)
    histo.limits = isPacked ? pbf.readPackedDouble() : [...histo.limits, pbf.readDouble()];
  else if (field === 7)
    histo.counts = isPacked ? pbf.readPackedDouble() : [...histo.counts, pbf.readDouble()];
}

function readMetadata(field: number, value: SummaryValue, pbf: PbfReader): void {
  if (field === 1) readInside(pbf, readPlugin, value);
}

function readPlugin(field: number, value: SummaryValue, pbf: PbfReader): void {
  if (field === 1) value.plugin = pbf.readString();
  // Beside a view of it the whole file would stay in memory.
  else if (field === 2) value.content = pbf.readBytes().slice();
}

interface Tensor {
  type: number;
  content: Uint8Array;
  values: number[];
}

function emptyTensor(): Tensor {
  return { type: 0, content: new Uint8Array(), values: [] };
}

/** Types of tensors that hold one number: how its bytes are read. */
const READERS: ReadonlyMap<number, (view: DataView) => number> = new Map([
  [1, (view: DataView) => shortFloat(view.getFloat32(0, true))],
  [2, (view: DataView) => view.getFloat64(0, true)],
  [3, (view: DataView) => view.getInt32(0, true)],
  [9, (view: DataView) => Number(view.getBigInt64(0, true))],
]);
const WIDTH: ReadonlyMap<number, number> = new Map([
  [1, 4],
  [2, 8],
  [3, 4],
  [9, 8],
]);

/** `TensorProto`: dtype = 1, tensor_content = 4, float_val = 5, double_val = 6, int_val = 7, int64_val = 10, packed or not. */
function readTensor(field: number, tensor: Tensor, pbf: PbfReader): void {
  const isPacked = pbf.type === 2;
  if (field === 1) tensor.type = pbf.readVarint();
  else if (field === 4) tensor.content = pbf.readBytes();
  else if (field === 5)
    tensor.values = (isPacked ? pbf.readPackedFloat() : [...tensor.values, pbf.readFloat()]).map(shortFloat);
  else if (field === 6)
    tensor.values = isPacked ? pbf.readPackedDouble() : [...tensor.values, pbf.readDouble()];
  else if (field === 7 || field === 10)
    tensor.values = isPacked ? pbf.readPackedVarint([], true) : [...tensor.values, pbf.readVarint(true)];
}

/** Returns the number of a tensor with exactly one element. */
function scalarOf({ type, content, values }: Tensor): number | null {
  const read = READERS.get(type);
  if (!read) return null;
  if (content.length === WIDTH.get(type)) {
    return read(new DataView(content.buffer, content.byteOffset, content.byteLength));
  }
  return content.length === 0 && values.length === 1 ? values[0]! : null;
}

/** The buckets of a tensor of doubles: left end, right end and count of each. Null for any other. */
function histogramOf({ type, content, values }: Tensor): readonly Bucket[] | null {
  if (type !== 2) return null;
  if (content.length === 0)
    return values.length > 0 && values.length % 3 === 0 ? bucketsOfTriples(values) : null;
  if (content.length % 24 > 0) return null;
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  return bucketsOfTriples(Array.from({ length: content.length / 8 }, (_, i) => view.getFloat64(i * 8, true)));
}

/**
 * The shortest decimal that is the same float32: 0.1, not 0.10000000149011612. Seven digits mostly do, nine always.
 */
export function shortFloat(value: number): number {
  if (value === 0) return value;
  for (const digits of [7, 8]) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return Number.isFinite(value) ? Number(value.toPrecision(9)) : value;
}
