import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The path of a file or folder of the package: beside the built command, or beside its chunks' folder. From the
 * sources, `../../` is the root of the repository. Null if there is none.
 */
export function packedPath(name: string): string | null {
  const paths = [`./${name}`, `../${name}`].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  return paths.find((path) => existsSync(path)) ?? null;
}
