import { parseDocument } from 'yaml';

/** Beyond this a document is refused: aliases inside aliases grow without end. */
const MOST_ALIASES = 1000;

/** Why a text is not YAML, with the place. */
export class YamlError extends Error {
  override readonly name = 'YamlError';
}

/**
 * The value of a YAML text as Python writes it. A tag that is not known, `!!python/object:…`, is as if it were not
 * there: nothing is ever constructed. `1e-3`, which Python reads as text, is a number.
 * @throws {YamlError} saying where it is not YAML.
 */
export function parseYaml(text: string): unknown {
  const document = parseDocument(text, { logLevel: 'error', uniqueKeys: false, intAsBigInt: false });
  const [error] = document.errors;
  if (error) throw new YamlError(error.message.split('\n', 1)[0]!.replace(/[:.]+$/, ''));
  return document.toJS({ maxAliasCount: MOST_ALIASES });
}
