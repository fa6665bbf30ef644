import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the built page may be: beside the packed command, or where the sources are built to. */
const FOLDERS = ['./page/', '../../../dist/'].map((path) => fileURLToPath(new URL(path, import.meta.url)));

/** The folder of the built page; null if it was never built. */
export function findPage(): string | null {
  return FOLDERS.find((folder) => existsSync(`${folder}index.html`)) ?? null;
}
