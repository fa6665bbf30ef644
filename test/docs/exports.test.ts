import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The entries of the rooms, with the values that each exports. Types are not visible here, and may be exported freely. */
const entries = {
  'history/index.ts': () => import('../../history/index.ts'),
  'history/scheduling/index.ts': () => import('../../history/scheduling/index.ts'),
  'analysis/index.ts': () => import('../../analysis/index.ts'),
  'analysis/importance/index.ts': () => import('../../analysis/importance/index.ts'),
  'trainer/index.ts': () => import('../../trainer/index.ts'),
  'viz/index.ts': () => import('../../viz/index.ts'),
  'viz/format/index.ts': () => import('../../viz/format/index.ts'),
} as const satisfies Readonly<Record<string, () => Promise<object>>>;

/** The names that a source imports as values, per imported file; a path is relative to the root. */
function importsOf(file: string, source: string): (readonly [path: string, name: string])[] {
  const target = (path: string) => join(dirname(file), path);
  const found: (readonly [string, string])[] = [];
  for (const [, names, path] of source.matchAll(
    /(?:import|export)\s+(?:\w+\s*,\s*)?\{([^}]*)\}\s*from\s+'(\.[^']+)'/g,
  )) {
    for (const name of names!.split(',').map((each) => each.trim())) {
      if (name !== '' && !name.startsWith('type ')) found.push([target(path!), name.split(/\s+as\s+/)[0]!]);
    }
  }
  for (const [, names, path] of source.matchAll(/\{([^{}]*)\}\s*=\s*await\s+import\(\s*'(\.[^']+)'/g)) {
    for (const name of names!.split(',')) found.push([target(path!), name.split(':')[0]!.trim()]);
  }
  for (const [, namespace, path] of source.matchAll(/import\s+\*\s+as\s+(\w+)\s+from\s+'(\.[^']+)'/g)) {
    for (const [, name] of source.matchAll(new RegExp(`(?<![./\\w])${namespace!}\\.(\\w+)`, 'g'))) {
      found.push([target(path!), name!]);
    }
  }
  return found;
}

/** The public names in a README: those in import statements, and functions in backticks, such as `f(x)`. */
function documented(readme: string): string[] {
  const names = [...readme.matchAll(/import\s+\{([^}]*)\}\s+from/g)].flatMap(([, list]) => list!.split(','));
  const functions = [...readme.matchAll(/`(\w+)\([^`]*\)`/g)].map(([, name]) => name!);
  return [...names.map((name) => name.trim()), ...functions];
}

const sources = ['history', 'analysis', 'trainer', 'viz', 'src', 'bench', 'scripts', 'test'].flatMap(
  (folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(?:ts|svelte|mjs)$/.test(path))
      .map((path) => join(folder, path)),
);
const imported = new Set(
  sources
    .flatMap((file) => importsOf(file, readFileSync(join(root, file), 'utf8')))
    .map(([path, name]) => `${path} ${name}`),
);
const publicNames = documented(readFileSync(join(root, 'viz/README.md'), 'utf8'));

describe('the readers of this test', () => {
  it.each([
    [
      "import { a, type B, c as d } from '../history/index.ts';",
      ['history/index.ts a', 'history/index.ts c'],
    ],
    ["import {\n  a,\n  b,\n} from './other.ts';", ['src/other.ts a', 'src/other.ts b']],
    ["import E, { f } from './E.svelte';", ['src/E.svelte f']],
    ["import * as g from './g.ts';\ng.one(g.two);", ['src/g.ts one', 'src/g.ts two']],
    ["const { h, i: j } = await import('./h.ts');", ['src/h.ts h', 'src/h.ts i']],
    ["export { k } from './k.ts';", ['src/k.ts k']],
    ["import type { L } from './l.ts'; import { m } from 'd3';", []],
  ])('find the values imported by %j', (source, expected) => {
    expect(importsOf('src/page.ts', source).map((pair) => pair.join(' '))).toEqual(expected);
  });

  it('find the public names in a README', () => {
    expect(documented("`import { A, B } from 'viz/index.ts'`, or `f(x?)` of `C`.")).toEqual(['A', 'B', 'f']);
  });
});

it.each(Object.entries(entries))(
  '%s exports only values that are imported or documented',
  async (entry, load) => {
    const unused = Object.keys(await load()).filter(
      (name) => !imported.has(`${entry} ${name}`) && !publicNames.includes(name),
    );
    expect(unused).toEqual([]);
  },
);
