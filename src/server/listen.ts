import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ListenOptions {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Called with each port that is taken before the next one is tried; without it a taken port is an error. */
  readonly onTaken?: (port: number) => void;
}

/**
 * Listens, and resolves to the port.
 * @throws {Error} naming the address, if it cannot be listened on.
 */
export async function listen(server: Server, { host, port, onTaken }: ListenOptions): Promise<number> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isTaken = code === 'EADDRINUSE';
    if (!isTaken || !onTaken || port >= 65_535) {
      const reason = isTaken ? 'another program listens on that port' : message;
      throw new Error(`Cannot serve on ${host}:${String(port)}: ${reason}.`, { cause: error });
    }
    onTaken(port);
    return listen(server, { host, port: port + 1, onTaken });
  }
}
