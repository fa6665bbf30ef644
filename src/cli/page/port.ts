import { UsageError } from '../usage.ts';

/**
 * The port of the page unless another is named. A browser stores runs and files of the page by its address, so that it finds
 * them again only at the same port.
 */
export const DEFAULT_PORT = 7430;

/**
 * Reads the option `--port`; 0 is any free port.
 * @throws {UsageError} for anything but a port
 */
export function portOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_PORT;
  const port = Number(text);
  if (text.trim() === '' || !Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`--port: expected a whole number from 0 to 65535, got "${text}".`);
  return port;
}
