import type { Run } from '../types.ts';

/** Names that Windows reserves. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

const MAX_LENGTH = 80;

/**
 * Returns a file or folder name for each run, derived from its name: characters other than letters, digits and a few safe
 * ones become `-`, and names that differ only in case get a number.
 */
export function pathsOf(runs: readonly Run[]): string[] {
  const taken = new Set<string>();
  return runs.map(({ name }) => {
    const plain = safeName(name);
    let path = plain;
    for (let count = 2; taken.has(path.toLowerCase()); count++) path = `${plain}-${String(count)}`;
    taken.add(path.toLowerCase());
    return path;
  });
}

function safeName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._=,+()-]+/gu, '-')
    .replace(/^[.-]+|(?<![.-])[.-]+$/g, '')
    .slice(0, MAX_LENGTH);
  return plain === '' || RESERVED.test(plain) ? `run-${plain}`.replace(/-$/, '') : plain;
}
