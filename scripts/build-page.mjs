import { copyFile, mkdir, mkdtemp, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from './install.mjs';

/** How long a page that was opened from an earlier build may still ask for its parts. */
const KEPT_MS = 24 * 60 * 60 * 1000;

/**
 * Builds the page in a new folder, which then takes the place of `dist`: a page that is open meanwhile finds its files.
 * @returns {Promise<string>} the folder of the built page
 */
export async function buildPage() {
  const dist = join(root, 'dist');
  const parent = join(root, '.heddle');
  await mkdir(parent, { recursive: true });
  const work = await mkdtemp(join(parent, 'build-'));
  try {
    const next = join(work, 'page');
    await build({
      configFile: join(root, 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: next, emptyOutDir: true },
    });
    await keepAssets(join(dist, 'assets'), join(next, 'assets'));
    // Another build may have put its own folder there since.
    await rename(dist, join(work, 'previous')).catch(ignoreMissing);
    await rename(next, dist);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return dist;
}

/** Copies assets of earlier builds that the new one lacks: their names hold a hash of their content. */
async function keepAssets(from, to) {
  const names = await readdir(from).catch(ignoreMissing);
  const present = new Set(await readdir(to));
  for (const name of names ?? []) {
    if (present.has(name)) continue;
    const { mtime } = await stat(join(from, name));
    if (Date.now() - mtime.getTime() > KEPT_MS) continue;
    await copyFile(join(from, name), join(to, name));
    await utimes(join(to, name), mtime, mtime);
  }
}

function ignoreMissing(error) {
  if (error.code !== 'ENOENT') throw error;
}
