import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listen } from '../../src/server/listen.ts';

const HOST = '127.0.0.1';

function makeServer() {
  const server = createServer();
  onTestFinished(() => void server.close());
  return server;
}

describe('listen on a port that is taken', () => {
  it('takes a later one where that is allowed, and reports each that is taken', async () => {
    const port = await listen(makeServer(), { host: HOST, port: 0 });
    const taken: number[] = [];
    const own = await listen(makeServer(), { host: HOST, port, onTaken: (each) => taken.push(each) });
    expect(own).toBeGreaterThan(port);
    expect(taken).toEqual(Array.from({ length: own - port }, (_, i) => port + i));
  });

  it('fails with the address and the reason otherwise', async () => {
    const port = await listen(makeServer(), { host: HOST, port: 0 });
    await expect(listen(makeServer(), { host: HOST, port })).rejects.toThrow(
      `Cannot serve on 127.0.0.1:${String(port)}: another program listens on that port.`,
    );
  });
});
