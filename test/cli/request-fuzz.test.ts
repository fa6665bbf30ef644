import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOf, get, sendRaw, statusOf } from '../server/raw-socket.ts';
import { makeFolder, PAGE, serveFiles, servePage } from '../server/serve.ts';

const FRAGMENTS = [
  ...[
    '/',
    '//',
    '\\',
    '..',
    '%2e',
    '%2f',
    '%00',
    '%',
    '%zz',
    '?',
    '#',
    ':',
    '@',
    '[',
    ']',
    ' ',
    '\t',
    '&',
    '=',
    '"',
  ],
  ...[
    'assets',
    'index.html',
    'digits.txt',
    'given',
    'path',
    'list',
    'from',
    'to',
    '-1',
    '99999',
    '__proto__',
  ],
  ...['http://', 'https://', '127.0.0.1', '::1', '\xff', '\u0000', '\r\n', 'NaN', '1e999'],
];
const NUMBERS = [
  '',
  '0',
  '1',
  '5',
  '-1',
  '9',
  '10',
  '2147483648',
  '9007199254740993',
  '99999999999999999999',
  'x',
  '1e3',
];

const pathOf = (parts: string[]) => parts.join('');
const target = fc.oneof(
  fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 8 }).map(pathOf),
  fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 8 }).map((parts) => `/${pathOf(parts)}`),
  // Stands for the address of the given files.
  fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 6 }).map((parts) => `GIVEN?${pathOf(parts)}`),
  fc.constantFrom(
    '/assets/digits.txt',
    'GIVEN?path=files/digits.txt',
    'GIVEN?path=files/empty.txt',
    'GIVEN?list=1&from=0&to=2',
  ),
);
const number = fc.constantFrom(...NUMBERS);
const range = fc
  .tuple(
    fc.constantFrom('bytes=', 'bytes=', 'bytes', 'x='),
    number,
    fc.constantFrom('-', '-', ',', '--', ''),
    number,
  )
  .map((parts) => `Range: ${parts.join('')}\r\n`);
const header = fc.oneof(
  range,
  fc
    .tuple(
      fc.constantFrom(
        'If-None-Match',
        'If-Range',
        'Accept-Encoding',
        'Expect',
        'Content-Length',
        'Transfer-Encoding',
        'Upgrade',
        'Host',
      ),
      fc.constantFrom(
        '',
        '*',
        '\xff',
        '-1',
        '7',
        'chunked',
        '100-continue',
        'websocket',
        'a\u0000b',
        'a'.repeat(20_000),
      ),
    )
    .map(([name, value]) => `${name}: ${value}\r\n`),
);
const anyRequest = fc.record({
  method: fc.oneof(
    { weight: 6, arbitrary: fc.constant('GET') },
    { weight: 2, arbitrary: fc.constantFrom('HEAD', 'POST', 'CONNECT', 'OPTIONS', 'get', '', 'PRI') },
  ),
  target,
  version: fc.oneof(
    { weight: 9, arbitrary: fc.constant('HTTP/1.1') },
    { weight: 1, arbitrary: fc.constantFrom('HTTP/1.0', 'HTTP/9', '') },
  ),
  headers: fc.array(header, { maxLength: 3 }).map((lines) => lines.join('')),
  ending: fc.oneof(
    { weight: 9, arbitrary: fc.constant('\r\n') },
    { weight: 1, arbitrary: fc.constantFrom('', '\n', 'G') },
  ),
});

/** A part of a file that is there, well-formed but for the range. */
const rangeRequest = fc.record({
  method: fc.constant('GET'),
  target: fc.constantFrom('/assets/digits.txt', 'GIVEN?path=files/digits.txt'),
  version: fc.constant('HTTP/1.1'),
  headers: range,
  ending: fc.constant('\r\n'),
});
const request = fc.oneof({ weight: 4, arbitrary: anyRequest }, { weight: 1, arbitrary: rangeRequest });

/** A request that is complete is answered; others wait for their rest until the client closes. */
const isComplete = ({ method, ending }: { readonly method: string; readonly ending: string }) =>
  ending === '\r\n' && method !== 'CONNECT';

describe('after any requests', { timeout: 120_000 }, () => {
  it.each([
    ['npm start', async () => ({ port: await servePage(await makeFolder()), given: '/given/0' })],
    ['heddle open', async () => serveFiles(await makeFolder())],
  ])(
    '%s has answered each, none with a failure of its own, and answers an ordinary one',
    async (_, serve) => {
      const { port, given } = await serve();
      await fc.assert(
        fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 20 }), async (requests) => {
          const answers = await Promise.all(
            requests.map((request) => {
              const { method, target, version, headers, ending } = request;
              const line = `${method} ${target.replace('GIVEN', given)} ${version}\r\n`;
              const host = `Host: 127.0.0.1:${String(port)}\r\nConnection: close\r\n`;
              return sendRaw(port, line + host + headers + ending, isComplete(request) ? 10_000 : 100);
            }),
          );
          const statuses = answers.map(statusOf);
          expect(statuses.filter((status) => status >= 500)).toEqual([]);
          expect(requests.filter((request, i) => isComplete(request) && isNaN(statuses[i]!))).toEqual([]);
          expect(bodyOf(await get(port, '/'))).toBe(PAGE);
        }),
        { seed: 20_261_130, numRuns: 60 },
      );
    },
  );
});
