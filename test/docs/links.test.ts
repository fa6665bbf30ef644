import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Folders of the repository; neither hidden nor installed nor built. */
const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !/^(?:\.|node_modules$|dist)/.test(entry.name))
  .map(({ name }) => name);

const documents = [
  ...readdirSync(root),
  ...folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
  ),
].filter((path) => path.endsWith('.md'));

const withoutCode = (markdown: string) => markdown.replaceAll(/^```[^]*?^```/gm, '');

/** The targets of links and images that are not addresses of the web. */
function relativeLinks(markdown: string): string[] {
  const links = withoutCode(markdown).matchAll(/\]\(([^)\s]+)(?: "[^"]*")?\)/g);
  return [...links].map(([, target]) => target!).filter((target) => !/^[a-z]+:/i.test(target));
}

/** Code in backticks that begins with a folder of the repository: `viz/core`, `history/types.ts`. No patterns. */
function pathsInBackticks(markdown: string): string[] {
  const spans = withoutCode(markdown).matchAll(/`([\w.-]+(?:\/[\w.-]+)*\/?)`/g);
  return [...spans]
    .map(([, path]) => path!)
    .filter((path) => path.includes('/') && folders.includes(path.split('/', 1)[0]!));
}

/** The anchors of the headings of a document, as GitHub makes them. */
function anchorsOf(markdown: string): string[] {
  return [...withoutCode(markdown).matchAll(/^#+ +(.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Why a link does not lead anywhere; null if it does. */
function brokenLink(document: string, link: string): string | null {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? document : join(dirname(document), decodeURIComponent(path));
  if (!existsSync(join(root, target))) return `${link}: no such file`;
  if (anchor === undefined || !target.endsWith('.md')) return null;
  return anchorsOf(readFileSync(join(root, target), 'utf8')).includes(anchor)
    ? null
    : `${link}: no such heading`;
}

describe('the readers of this test', () => {
  it.each([
    ['[a](b.md) and ![c](d/e.png "title")', ['b.md', 'd/e.png']],
    ['[web](https://example.org), [mail](mailto:a@b.c)', []],
    ['```md\n[in code](no.md)\n```', []],
  ])('find the relative links of %j', (markdown, links) => {
    expect(relativeLinks(markdown)).toEqual(links);
  });

  it.each([
    ['`viz/core`, `history/types.ts` and `test/`', ['viz/core', 'history/types.ts', 'test/']],
    ['`and/or`, `viz`, `test/**/*.test.ts`, viz/core, `src/page ok`', []],
  ])('find the paths of %j', (markdown, paths) => {
    expect(pathsInBackticks(markdown)).toEqual(paths);
  });
});

describe.each(documents)('%s', (document) => {
  const markdown = readFileSync(join(root, document), 'utf8');

  it('has only links that lead somewhere', () => {
    const broken = relativeLinks(markdown).map((link) => brokenLink(document, link));
    expect(broken.filter((reason) => reason !== null)).toEqual([]);
  });

  it('names only paths that exist', () => {
    const missing = pathsInBackticks(markdown).filter((path) => !existsSync(join(root, path)));
    expect(missing).toEqual([]);
  });
});

it('Every room has a README that others can find from CONTRIBUTING.md', () => {
  const links = relativeLinks(readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8'));
  const rooms = ['history', 'analysis', 'trainer', 'viz', 'src'];
  expect(links.map((link) => relative('.', link))).toEqual(
    expect.arrayContaining(rooms.map((room) => join(room, 'README.md'))),
  );
});
