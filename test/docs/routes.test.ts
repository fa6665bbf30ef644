import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const exists = (path: string) => existsSync(join(root, path));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The files that a file imports, including those that an imported `index.ts` exports. None if it does not exist. */
function importsOf(file: string, found = new Set<string>()): ReadonlySet<string> {
  if (!exists(file)) return found;
  for (const [, path] of read(file).matchAll(/from\s+'(\.[^'?]+\.(?:ts|svelte))(?:\?[^']*)?'/g)) {
    const target = join(dirname(file), path!);
    if (found.has(target)) continue;
    found.add(target);
    if (target.endsWith('/index.ts')) importsOf(target, found);
  }
  return found;
}

const routes = read('docs/routes.md')
  .split(/^## /m)
  .slice(1)
  .map((section) => ({
    heading: section.split('\n', 1)[0]!,
    files: [...section.matchAll(/^\d+\. `([^`]+)`/gm)].map(([, path]) => path!),
  }));

describe.each(routes)('$heading', ({ heading, files }) => {
  it('says how many files there are', () => {
    expect(heading).toMatch(new RegExp(`: ${String(files.length)} files$`));
    expect(new Set(files).size).toBe(files.length);
  });

  it.each(files.map((file, i) => [file, files.slice(0, i)] as const).slice(1))(
    '%s imports an earlier file or is imported by one',
    (file, earlier) => {
      expect(exists(file)).toBe(true);
      const imports = importsOf(file);
      expect(earlier.some((each) => imports.has(each) || importsOf(each).has(file))).toBe(true);
    },
  );
});
