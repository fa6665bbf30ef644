import type { FileEntry } from '../files/file-set.ts';
import { decodeEvent } from './event.ts';
import type { Event } from './event.ts';
import { readTfRecords } from './tf-records.ts';

/** The events of one file, which can be iterated once, and the number of its damaged records. */
export interface EventFile {
  readonly events: Iterable<Event>;
  /** Number of records that are damaged or not events; complete after the iteration. */
  readonly lost: { count: number };
  /** Bytes at the end that make no record. */
  readonly rest: number;
  /** Whether those are a record that was still being written. */
  readonly isCutOff: boolean;
}

/** The events in the bytes of a file. */
export function eventsOf(bytes: Uint8Array): EventFile {
  const { payloads, damaged, rest, isCutOff } = readTfRecords(bytes);
  const lost = { count: damaged };
  const decoded = function* () {
    for (const payload of payloads) {
      const event = decodedEvent(payload);
      if (event === null) lost.count++;
      else yield event;
    }
  };
  return { events: decoded(), lost, rest, isCutOff };
}

function decodedEvent(payload: Uint8Array): Event | null {
  try {
    return decodeEvent(payload);
  } catch {
    return null;
  }
}

/** Events that were read of a file that grows, and behind which of its bytes it goes on. */
interface KeptEvents {
  readonly events: readonly Event[];
  readonly lost: number;
  readonly at: number;
}

const NAME = 'events';

/** The events of a file of a set. Of one that grows a record that is not whole waits for its end. */
export async function readEventFile(file: FileEntry): Promise<EventFile> {
  const { readState, slice, size } = file;
  if (!readState || !slice) return eventsOf(await file.read());
  const before = readState.take<KeptEvents>(NAME) ?? { events: [], lost: 0, at: 0 };
  const bytes = await slice(before.at, size);
  const more = eventsOf(bytes);
  const events = before.events.concat([...more.events]);
  const lost = before.lost + more.lost.count;
  readState.keep(NAME, { events, lost, at: before.at + bytes.length - more.rest } satisfies KeptEvents);
  const rest = more.isCutOff ? 0 : more.rest;
  return { events, lost: { count: lost }, rest, isCutOff: more.isCutOff };
}
