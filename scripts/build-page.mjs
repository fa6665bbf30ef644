import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from './install.mjs';
import { swapPage } from './swap-page.mjs';

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
    await swapPage(next, dist, work);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return dist;
}
