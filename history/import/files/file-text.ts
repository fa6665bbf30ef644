import { parseJson } from '../../file/json.ts';
import { textOfBytes } from './bytes.ts';
import type { FileEntry } from './file-set.ts';
import { parseYaml } from './yaml.ts';

/**
 * Reads the text of a file, `''` if it is empty.
 * @throws {ImportError} if it is not UTF-8 text.
 */
export async function readText(file: FileEntry): Promise<string> {
  return file.size === 0 ? '' : textOfBytes(await file.read(), { fileName: file.path });
}

/**
 * Reads a file as JSON, or as YAML if its extension is `.yaml` or `.yml`.
 * @throws {JsonError} with line and column if it is not valid JSON.
 * @throws {YamlError} if it is not valid YAML.
 */
export async function readJsonFile(file: FileEntry): Promise<unknown> {
  const text = await readText(file);
  return /\.ya?ml$/i.test(file.path) ? parseYaml(text) : parseJson(text);
}
