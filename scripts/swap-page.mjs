import { copyFile, readdir, rename, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';

/** How long a page that was opened from an earlier build may still request its assets. */
const KEPT_MS = 24 * 60 * 60 * 1000;

/**
 * Moves a built page to where it is served. Recent assets of the page that was there stay, so that a page that is open
 * meanwhile finds its files. Other builds may do the same at the same time.
 * @param {string} next the folder of the new page, which is moved
 * @param {string} dist the folder that is served; may be missing
 * @param {string} work an empty folder on the same disk, for what was in `dist` before
 */
export async function swapPage(next, dist, work) {
  for (let attempt = 0; ; attempt++) {
    await keepAssets(join(dist, 'assets'), join(next, 'assets'));
    await rename(dist, join(work, `previous-${attempt}`)).catch(ignoreMissing);
    try {
      return await rename(next, dist);
    } catch (error) {
      // Another build has put its own folder there since.
      if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code) || attempt === 9) throw error;
    }
  }
}

/** Copies assets of earlier builds that the new one lacks: their names hold a hash of their content. */
async function keepAssets(from, to) {
  const names = await readdir(from).catch(ignoreMissing);
  const present = new Set(await readdir(to));
  for (const name of names ?? []) {
    if (!present.has(name)) await keepAsset(join(from, name), join(to, name)).catch(ignoreMissing);
  }
}

async function keepAsset(from, to) {
  const { mtime } = await stat(from);
  if (Date.now() - mtime.getTime() > KEPT_MS) return;
  await copyFile(from, to);
  await utimes(to, mtime, mtime);
}

function ignoreMissing(error) {
  if (error.code !== 'ENOENT') throw error;
}
