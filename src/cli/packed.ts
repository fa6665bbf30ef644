import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The path of a file or folder of the package: beside the built command, or beside its chunks' folder. Null when the
 * command runs from its sources.
 */
export function packedPath(name: string): string | null {
  const paths = [`./${name}`, `../${name}`].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  return paths.find((path) => existsSync(path)) ?? null;
}
