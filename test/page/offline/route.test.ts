import { describe, expect, it } from 'vitest';
import { routeOf } from '../../../src/page/offline/route.ts';

const SCOPE = 'https://example.org/heddle/';
const files = new Set(['assets/index-1.js', 'notes.txt']);

describe('a request below the page', () => {
  it.each([
    ['', 'navigate', 'page'],
    ['index.html', 'navigate', 'page'],
    ['?x=1', 'navigate', 'page'],
    ['?given=0f', 'navigate', 'served-page'],
    ['', 'cors', 'network'],
    ['given/0f', 'cors', 'network'],
    ['given/0f?path=assets/index-1.js', 'cors', 'network'],
    ['assets/index-1.js', 'cors', 'file'],
    ['assets/index-1.js?url', 'cors', 'file'],
    ['assets/of-an-earlier-build.js', 'cors', 'file'],
    ['notes.txt', 'navigate', 'file'],
    ['other.txt', 'navigate', 'network'],
    ['mnist/train-images-idx3-ubyte.gz', 'cors', 'data'],
    ['service-worker.js', 'same-origin', 'network'],
  ])('"%s" in mode %s is answered by: %s', (path, mode, route) => {
    expect(routeOf({ method: 'GET', mode, url: SCOPE + path }, SCOPE, files)).toBe(route);
  });
});

it.each([
  ['POST', `${SCOPE}assets/index-1.js`],
  ['HEAD', SCOPE],
  ['GET', 'https://example.org/'],
  ['GET', 'https://example.org/heddle'],
  ['GET', 'https://example.org/other/assets/index-1.js'],
  ['GET', 'https://elsewhere.example/heddle/assets/index-1.js'],
  ['GET', 'blob:https://example.org/heddle/0f'],
  ['GET', 'data:text/plain,x'],
])('%s %s is left to the network', (method, url) => {
  expect(routeOf({ method, mode: 'navigate', url }, SCOPE, files)).toBe('network');
});
