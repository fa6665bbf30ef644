import { parseJson } from '../../file/json.ts';
import { textOfBytes, textOrNone } from './bytes.ts';
import { nameOf } from './file-set.ts';
import type { FileEntry } from './file-set.ts';
import type { Context } from '../types.ts';
import { parseYaml } from './yaml.ts';

/**
 * Reads the text of a file, `''` if it is empty.
 * @throws {ImportError} if it is not UTF-8 text.
 */
export async function readText(file: FileEntry): Promise<string> {
  return file.size === 0 ? '' : textOfBytes(await file.read(), { fileName: file.path });
}

/** Returns the first characters of a file, without those of a later part; for detection, before it is read. */
export async function readHeadText(
  { size, slice, unpack, read }: FileEntry,
  length = 2 ** 12,
): Promise<string> {
  const end = Math.min(size, length);
  const bytes = unpack ? (await unpack().fetch(0, length)).bytes : slice ? await slice(0, end) : await read();
  return new TextDecoder().decode(bytes.subarray(0, length));
}

/**
 * Reads one of several JSON or YAML files of a run. If it is empty or broken, a note names it and `undefined` is returned, so
 * that the other files are read nevertheless.
 */
export async function readSibling(
  file: FileEntry | undefined,
  { note }: Pick<Context, 'note'>,
): Promise<unknown> {
  if (file === undefined) return undefined;
  try {
    const text = textOrNone(await file.read(), { fileName: file.path });
    if (text.trim() !== '') return /\.ya?ml$/i.test(file.path) ? parseYaml(text) : parseJson(text);
    note(`${nameOf(file.path)} is empty.`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    note(`${nameOf(file.path)} is left out, it cannot be read: ${reason.replace(/\.$/, '')}.`);
  }
  return undefined;
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
