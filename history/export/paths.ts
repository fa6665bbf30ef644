import type { Run } from '../types.ts';

/** Names that some file system keeps for itself. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

const LONGEST = 80;

/**
 * A name of a folder or file for each run, after its name: other marks than letters, digits and a few harmless ones
 * become `-`, and what would be the same name on a file system that ignores capitals gets a number.
 */
export function pathsOf(runs: readonly Run[]): string[] {
  const taken = new Set<string>();
  return runs.map(({ name }) => {
    const plain = safe(name);
    let path = plain;
    for (let count = 2; taken.has(path.toLowerCase()); count++) path = `${plain}-${String(count)}`;
    taken.add(path.toLowerCase());
    return path;
  });
}

function safe(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._=,+()-]+/gu, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
    .slice(0, LONGEST);
  return plain === '' || RESERVED.test(plain) ? `run-${plain}`.replace(/-$/, '') : plain;
}
