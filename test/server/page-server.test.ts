import { once } from 'node:events';
import { readdir, readlink, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bodyOf, get, headerOf, sendRaw, statusOf } from './raw-socket.ts';
import { DIGITS, makeFolder, PAGE, serveFiles, servePage } from './serve.ts';

describe('the page server', () => {
  it.each([
    ['/', 200],
    ['/?given=x', 200],
    ['/index.html#top', 200],
    ['/assets/digits.txt', 200],
    ['http://127.0.0.1/assets/digits.txt', 200],
    ['http://elsewhere.example/', 403],
    ['//', 200],
    ['//:99999', 404],
    ['/\\', 404],
    ['/nothing', 404],
    ['/assets', 404],
    ['/%2e%2e/files/digits.txt', 404],
    ['/..%2ffiles/digits.txt', 404],
    ['/../files/digits.txt', 404],
    ['/%zz', 400],
    ['/%ff', 400],
    ['http://[', 400],
    ['http://a:99999/', 400],
    ['?x', 400],
    ['*', 400],
  ])('answers %s with %i', async (target, status) => {
    const port = await servePage(await makeFolder());
    expect(statusOf(await get(port, target))).toBe(status);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'PROPFIND'])(
    'refuses %s and names the methods that it takes',
    async (method) => {
      const { port, given } = await serveFiles(await makeFolder());
      for (const target of ['/', given, '/nothing']) {
        const answer = await get(port, target, { method });
        expect([statusOf(answer), headerOf(answer, 'Allow')]).toEqual([405, 'GET, HEAD']);
      }
    },
  );

  it('answers HEAD as GET, without a body', async () => {
    const { port, given } = await serveFiles(await makeFolder());
    for (const target of ['/assets/digits.txt', `${given}?path=files/digits.txt`]) {
      const answer = await get(port, target, { method: 'HEAD', headers: 'Range: bytes=2-4\r\n' });
      expect([statusOf(answer), headerOf(answer, 'Content-Length'), bodyOf(answer)]).toEqual([200, '10', '']);
    }
  });

  it.each([
    ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
    ['bytes=4-', 206, '456789', 'bytes 4-9/10'],
    ['bytes=4-99', 206, '456789', 'bytes 4-9/10'],
    ['bytes=0-99999999999999999999', 206, DIGITS, 'bytes 0-9/10'],
    ['bytes=-5', 206, '56789', 'bytes 5-9/10'],
    ['bytes=0-1,3-4', 200, DIGITS, undefined],
    ['lines=1-2', 200, DIGITS, undefined],
    ['bytes=5-2', 416, null, 'bytes */10'],
    ['bytes=10-', 416, null, 'bytes */10'],
    ['bytes=99999999999999999999-', 416, null, 'bytes */10'],
    ['bytes=x-y', 416, null, 'bytes */10'],
  ])('answers the range %s with %i, of the page and of a file', async (range, status, body, contentRange) => {
    const { port, given } = await serveFiles(await makeFolder());
    for (const target of ['/assets/digits.txt', `${given}?path=files/digits.txt`]) {
      const answer = await get(port, target, { headers: `Range: ${range}\r\n` });
      expect([statusOf(answer), headerOf(answer, 'Content-Range')]).toEqual([status, contentRange]);
      if (body !== null) expect(bodyOf(answer)).toBe(body);
    }
  });

  it('answers 404 for a file that has gone since it started, and serves the others', async () => {
    const folder = await makeFolder();
    const port = await servePage(folder);
    await rm(join(folder, 'page/assets/digits.txt'));
    expect(statusOf(await get(port, '/assets/digits.txt'))).toBe(404);
    expect(bodyOf(await get(port, '/'))).toBe(PAGE);
  });

  it('answers 500 where a route fails, and goes on', async () => {
    const port = await servePage(await makeFolder(), '127.0.0.1', (_, __, { pathname }) => {
      if (pathname === '/broken') throw new Error('The route is broken.');
      return false;
    });
    const answer = await get(port, '/broken');
    expect([statusOf(answer), bodyOf(answer)]).toEqual([500, 'The route is broken.']);
    expect(statusOf(await get(port, '/'))).toBe(200);
  });

  it.each(['/', '/nothing', '/%zz'])('sends its security headers with %s', async (target) => {
    const answer = await get(await servePage(await makeFolder()), target);
    expect(headerOf(answer, 'X-Content-Type-Options')).toBe('nosniff');
    expect(headerOf(answer, 'Referrer-Policy')).toBe('no-referrer');
    const policy = headerOf(answer, 'Content-Security-Policy');
    expect(policy).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; ");
    expect(policy).toMatch(/; frame-ancestors 'none'$/);
  });

  it.each([
    ['127.0.0.1', 'localhost', 200],
    ['127.0.0.1', 'LOCALHOST:80', 200],
    ['127.0.0.1', '[::1]:4173', 200],
    ['localhost', '127.0.0.1:4173', 200],
    ['127.0.0.2', '127.0.0.2', 200],
    ['127.0.0.1', 'elsewhere.example', 403],
    ['127.0.0.1', '127.0.0.1.elsewhere.example', 403],
    ['127.0.0.1', '', 403],
    ['::1', 'elsewhere.example', 403],
    ['0.0.0.0', 'elsewhere.example', 200],
    ['192.168.1.2', 'laptop.local:4173', 200],
  ])('started with --host %s answers the host "%s" with %i', async (host, header, status) => {
    const port = await servePage(await makeFolder(), host);
    expect(statusOf(await get(port, '/', { host: header }))).toBe(status);
  });

  it('answers requests that come in one packet, and survives one that is cut off', async () => {
    const port = await servePage(await makeFolder());
    const request = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';
    const answer = await sendRaw(
      port,
      request.repeat(5) + request.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'),
    );
    expect(answer.split(PAGE)).toHaveLength(7);
    await sendRaw(port, 'GET / HTTP/1.1\r\nHost: loc', 100);
    expect(statusOf(await get(port, '/'))).toBe(200);
  });
});

describe('a batch of the files of a list', () => {
  it.each([
    ['list=1&from=0&to=2', 200],
    ['list=1&from=0&to=3', 400],
    ['list=1&from=1&to=1', 400],
    ['list=1&from=-1&to=1', 400],
    ['list=1&from=0.5&to=1', 400],
    ['list=1&from=x&to=1', 400],
    ['list=1&from=0', 400],
    ['list=2&from=0&to=1', 409],
    ['list=x&from=0&to=1', 409],
  ])('%s is answered with %i', async (query, status) => {
    const { port, given } = await serveFiles(await makeFolder());
    expect(statusOf(await get(port, `${given}?${query}`))).toBe(status);
  });

  it('is refused once there is a newer list', async () => {
    const { port, given, list } = await serveFiles(await makeFolder());
    await list();
    expect(statusOf(await get(port, `${given}?list=1&from=0&to=2`))).toBe(409);
    expect(statusOf(await get(port, `${given}?list=2&from=0&to=2`))).toBe(200);
  });
});

describe.skipIf(process.platform !== 'linux')('a file of the page', () => {
  it('that fails while it is read ends its response alone', async () => {
    const folder = await makeFolder();
    const port = await servePage(folder);
    const uncaught: unknown[] = [];
    const catchError = (error: unknown) => void uncaught.push(error);
    process.on('uncaughtException', catchError);
    onTestFinished(() => void process.off('uncaughtException', catchError));
    // Its first page is not mapped, so that it opens but cannot be read.
    await symlink('/proc/self/mem', join(folder, 'page/assets/broken.txt'));
    await get(port, '/assets/broken.txt');
    expect(bodyOf(await get(port, '/'))).toBe(PAGE);
    expect(uncaught).toEqual([]);
  });

  it('is closed when the client disconnects', async () => {
    const folder = await makeFolder();
    const port = await servePage(folder);
    const file = join(folder, 'page/assets/large.bin');
    await writeFile(file, '');
    // More than the buffers of a connection hold.
    await truncate(file, 2 ** 28);
    const isOpen = async () => {
      const all = await readdir('/proc/self/fd');
      const targets = await Promise.all(all.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')));
      return targets.includes(file);
    };
    const socket = connect(port, '127.0.0.1');
    socket.write('GET /assets/large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(socket, 'data');
    expect(await isOpen()).toBe(true);
    socket.destroy();
    await expect.poll(isOpen, { timeout: 4000 }).toBe(false);
  });
});
