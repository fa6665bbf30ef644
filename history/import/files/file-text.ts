import { parseJson } from '../../file/json.ts';
import { textOfBytes } from './bytes.ts';
import type { FileEntry } from './file-set.ts';
import { parseYaml } from './yaml.ts';

/**
 * The text of a file of a set, `''` for an empty one.
 * @throws {ImportError} when it is no text in UTF-8.
 */
export async function readText(file: FileEntry): Promise<string> {
  return file.size === 0 ? '' : textOfBytes(await file.read(), { fileName: file.path });
}

/**
 * The JSON in a file, or the YAML where its name says so.
 * @throws {JsonError} with line and column, an error of the same kind for YAML.
 */
export async function readJsonFile(file: FileEntry): Promise<unknown> {
  const text = await readText(file);
  return /\.ya?ml$/i.test(file.path) ? parseYaml(text) : parseJson(text);
}
