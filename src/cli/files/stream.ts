import { closeSync, constants, createReadStream, openSync, readSync } from 'node:fs';
import { Socket } from 'node:net';
import { isatty, ReadStream } from 'node:tty';
import { codeOf } from './system-error.ts';

export interface StreamLimits {
  /** A longer stream is an error, since it may never end. */
  readonly maxBytes: number;
  /** Time to wait for a program that writes to a pipe. */
  readonly writerTimeoutMs: number;
}

const PIPE_LIMITS: StreamLimits = { maxBytes: 2 ** 31, writerTimeoutMs: 5000 };

/** A device such as `/dev/zero` never ends. */
const DEVICE_LIMITS: StreamLimits = { maxBytes: 2 ** 26, writerTimeoutMs: 0 };

const WRITER_POLL_MS = 50;

/**
 * Reads a named pipe to its end. It is opened without blocking: a pipe without a writer would otherwise block one of the
 * few threads that read files.
 *
 * @throws {Error} if no program writes to it within the timeout, or it is too long
 */
export async function readPipe(path: string, limits = PIPE_LIMITS): Promise<Uint8Array> {
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  let first: Uint8Array;
  try {
    first = await firstChunk(descriptor, limits);
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
  return collect(new Socket({ fd: descriptor, readable: true, writable: false }), limits, first);
}

/** Waits for a writer and returns the first bytes; empty if it has not written yet. */
async function firstChunk(descriptor: number, { writerTimeoutMs }: StreamLimits): Promise<Uint8Array> {
  const buffer = Buffer.alloc(2 ** 16);
  for (let waited = 0; ; waited += WRITER_POLL_MS) {
    try {
      // 0 bytes: the pipe has no writer. EAGAIN: it has a writer that has written nothing yet.
      const length = readSync(descriptor, buffer);
      if (length > 0) return buffer.subarray(0, length);
    } catch (error) {
      if (codeOf(error) === 'EAGAIN') return new Uint8Array();
      throw error;
    }
    if (waited >= writerTimeoutMs) throw new Error('it is a pipe that no program writes to');
    await new Promise((resolve) => setTimeout(resolve, WRITER_POLL_MS));
  }
}

/**
 * Reads a device or a virtual file.
 *
 * @throws {Error} if it has nothing to read now, or is too long
 */
export async function readDevice(path: string, limits = DEVICE_LIMITS): Promise<Uint8Array> {
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  const stream = isatty(descriptor) ? new ReadStream(descriptor) : createReadStream(path, { fd: descriptor });
  return collect(stream, limits);
}

/** Reads a stream to its end. The stream is always destroyed. */
async function collect(
  stream: AsyncIterable<Buffer>,
  { maxBytes }: StreamLimits,
  first: Uint8Array = new Uint8Array(),
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [first];
  let length = first.length;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxBytes) throw new Error(`it has not ended after ${String(maxBytes / 2 ** 20)} MiB`);
  }
  return Buffer.concat(chunks);
}
