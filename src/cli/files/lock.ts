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

/** Renames the lock before deleting it, so that only one of two processes that find it stale succeeds. */
async function removeStale(path: string, text: string): Promise<void> {
  const aside = `${path}-${randomBytes(8).toString('hex')}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  const isStale = (await readFile(aside, 'utf8')) === text;
  // Another process has taken over the stale lock in the meantime, and this one is its new lock.
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

/** Whether the process may still be running; always true for another machine, since it cannot be checked. */
function isRunning({ pid, host }: Owner): boolean {
  if (host !== hostname()) return true;
  // A lock with this process's id was left by an earlier process with the same id.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function refusal(path: string, purpose: string, owner: Owner | null): string {
  const holder = owner
    ? `process ${String(owner.pid)}${owner.host === hostname() ? '' : ` on ${owner.host}`}`
    : 'another process';
  return `${purpose} by ${holder}: wait until it ends. If it is no longer running, delete "${path}".`;
}
