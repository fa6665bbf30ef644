import { once } from 'node:events';
import { connect } from 'node:net';

/** Sends bytes as they are, and resolves to the answer when the server closes or the time is over. */
export async function sendRaw(port: number, bytes: string, timeoutMs = 2000): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.setTimeout(timeoutMs, () => socket.destroy());
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  // A server may reset a connection that breaks the protocol.
  socket.on('error', () => undefined);
  // Each character is a byte, so that bytes outside of ASCII are sent too.
  socket.write(Buffer.from(bytes, 'latin1'));
  await once(socket, 'close');
  return Buffer.concat(chunks).toString('latin1');
}

export interface RawRequest {
  readonly method?: string;
  readonly host?: string;
  /** Header lines, each ended by CRLF. */
  readonly headers?: string;
}

export function get(
  port: number,
  target: string,
  { method = 'GET', host = `127.0.0.1:${String(port)}`, headers = '' }: RawRequest = {},
): Promise<string> {
  return sendRaw(
    port,
    `${method} ${target} HTTP/1.1\r\nHost: ${host}\r\n${headers}Connection: close\r\n\r\n`,
  );
}

/** The status of an answer; NaN without one. */
export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

export const bodyOf = (answer: string): string => answer.slice(answer.indexOf('\r\n\r\n') + 4);

export const headerOf = (answer: string, name: string): string | undefined =>
  new RegExp(`^${name}: (.*)\\r$`, 'im').exec(answer)?.[1];
