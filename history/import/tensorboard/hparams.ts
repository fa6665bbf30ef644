import type { PbfReader } from 'pbf';
import { PbfReader as Reader } from 'pbf';
import type { ParameterValue, RunStatus } from '../../types.ts';
import { parameterValue } from '../shared/flat-parameters.ts';
import { readInside } from './event.ts';

/** A session of the HParams plugin. */
export interface Session {
  readonly parameters: Map<string, ParameterValue>;
  groupName: string;
  /** Seconds since 1970; null if unknown. */
  start: number | null;
  status: RunStatus | null;
}

export function emptySession(): Session {
  return { parameters: new Map(), groupName: '', start: null, status: null };
}

/** `tensorboard.hparams.Status` by its numbers. */
const STATUS: readonly (RunStatus | undefined)[] = ['unknown', 'completed', 'failed', 'running'];

/**
 * Adds the contents of `HParamsPluginData`: session_start_info = 3, session_end_info = 4.
 * @throws {Error} if the bytes are not such a message.
 */
export function readSession(content: Uint8Array, session: Session): void {
  new Reader(content).readFields((field, _, pbf) => {
    if (field === 3) readInside(pbf, readStart, session);
    else if (field === 4) readInside(pbf, readEnd, session);
  }, null);
}

/** hparams = 1 (a map), group_name = 4, start_time_secs = 5. */
function readStart(field: number, session: Session, pbf: PbfReader): void {
  if (field === 1) {
    const entry = readInside(pbf, readEntry, { key: '', value: null });
    session.parameters.set(entry.key, entry.value);
  } else if (field === 4) session.groupName = pbf.readString();
  else if (field === 5) session.start = pbf.readDouble();
}

function readEnd(field: number, session: Session, pbf: PbfReader): void {
  if (field === 1) session.status = STATUS[pbf.readVarint()] ?? 'unknown';
}

interface Entry {
  key: string;
  value: ParameterValue;
}

function readEntry(field: number, entry: Entry, pbf: PbfReader): void {
  if (field === 1) entry.key = pbf.readString();
  else if (field === 2) readInside(pbf, readValue, entry);
}

/** `google.protobuf.Value`: null = 1, number = 2, string = 3, bool = 4. */
function readValue(field: number, entry: Entry, pbf: PbfReader): void {
  if (field === 2) entry.value = pbf.readDouble();
  else if (field === 3) entry.value = parameterValue(pbf.readString());
  else if (field === 4) entry.value = pbf.readBoolean();
}
