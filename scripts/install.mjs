import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** The versions that npm has installed, or null when it has installed nothing. */
function installedLock() {
  const path = `${root}node_modules/.package-lock.json`;
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : null;
}

/** What another platform needs, or only some other package would like to have, may be absent. */
const mayBeAbsent = (entry) => Boolean(entry.optional || entry.devOptional || entry.peer || entry.link);

/** Whether everything in the lock file that this platform needs lies in node_modules at the locked version. */
function isInstalled() {
  const installed = installedLock();
  if (installed === null) return false;
  const wanted = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || mayBeAbsent(entry) || installed[path]?.version === entry.version,
  );
}

/**
 * Installs the locked dependencies when they are not there yet, and ends the process with a sentence when that
 * fails. Uses nothing that is itself a dependency.
 */
export function installDependencies() {
  if (isInstalled()) return;
  console.log('Installing dependencies (once)…');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const result = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) {
    console.error(
      'npm ci failed (see above): Heddle needs its dependencies, and npm needs its registry for that.',
    );
    process.exit(1);
  }
}
