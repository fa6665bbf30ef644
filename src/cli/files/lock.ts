import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { removeOnExit } from './remove-on-exit.ts';
import { codeOf } from './system-error.ts';

interface Owner {
  readonly pid: number;
  readonly host: string;
}

/**
 * Takes an exclusive lock file, which is removed when the process exits. The lock of a process that no longer runs on this
 * machine is taken over.
 *
 * @throws {Error} naming the process that holds the lock
 */
export async function takeLock(path: string, purpose: string): Promise<void> {
  const own = JSON.stringify({ pid: process.pid, host: hostname() } satisfies Owner);
  for (;;) {
    try {
      await writeFile(path, own, { flag: 'wx' });
      break;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const text = await readFile(path, 'utf8').catch(() => null);
    if (text === null) continue;
    const owner = ownerIn(text);
    if (!owner || isRunning(owner)) throw new Error(refusal(path, purpose, owner));
    await removeStale(path, text);
  }
  removeOnExit(path);
}

/** Moves the lock away before it is deleted: of two processes that find it stale, only one does. */
async function removeStale(path: string, text: string): Promise<void> {
  const aside = `${path}-${randomBytes(8).toString('hex')}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  const isStale = (await readFile(aside, 'utf8')) === text;
  // Another process has taken the stale lock over in between, and this is its own.
  if (!isStale) await rename(aside, path);
  else await rm(aside);
}

function ownerIn(text: string): Owner | null {
  try {
    const { pid, host } = JSON.parse(text) as Partial<Owner>;
    return Number.isSafeInteger(pid) && pid! > 0 && typeof host === 'string' ? { pid: pid!, host } : null;
  } catch {
    return null;
  }
}

/** Whether the process may still run; of another machine this cannot be known. */
function isRunning({ pid, host }: Owner): boolean {
  if (host !== hostname()) return true;
  // A lock with this process's own id was left by an earlier process with the same one.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function refusal(path: string, purpose: string, owner: Owner | null): string {
  const who = owner
    ? `process ${String(owner.pid)}${owner.host === hostname() ? '' : ` on ${owner.host}`}`
    : 'another process';
  return `${purpose} by ${who}: wait until it ends. If it no longer runs, delete "${path}".`;
}
