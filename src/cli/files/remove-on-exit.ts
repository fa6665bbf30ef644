import { rmSync } from 'node:fs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const files = new Set<string>();

function removeAll(): void {
  for (const file of files) rmSync(file, { force: true });
}

/** Ends the process as the signal would have, unless another listener handles it. */
function endBySignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  removeAll();
  process.off(signal, endBySignal);
  process.kill(process.pid, signal);
}

/**
 * Removes a file when the process exits or is terminated by SIGINT, SIGTERM or SIGHUP.
 *
 * @returns a function that cancels the removal
 */
export function removeOnExit(file: string): () => void {
  if (files.size === 0) {
    process.on('exit', removeAll);
    for (const signal of SIGNALS) process.on(signal, endBySignal);
  }
  files.add(file);
  return () => {
    if (!files.delete(file) || files.size > 0) return;
    process.off('exit', removeAll);
    for (const signal of SIGNALS) process.off(signal, endBySignal);
  };
}
