import { HistoryError } from '../error.ts';
import { describePath, describeValue, valueAt } from './issue.ts';
import { JsonError, parseJson } from './json.ts';
import { historySchema } from './schema.ts';
import { FORMAT_VERSION } from '../types.ts';
import type { EpochRecord, History } from '../types.ts';

/**
 * Validates a parsed JSON value and returns it as a history. Unknown keys are ignored and so are lost when the history is
 * written: newer programs may add keys without a new version.
 *
 * NaN and infinities may be numbers or the strings that `writeHistory` writes.
 * @throws {HistoryError} with the path and value of the first issue, or with both versions if the file's is higher.
 */
export function parseHistory(json: unknown): History {
  const version = valueAt(json, ['version']);
  if (typeof version === 'number' && version > FORMAT_VERSION) {
    throw new HistoryError(
      `version: the file has version ${String(version)}, and this program reads up to version ${String(FORMAT_VERSION)}`,
    );
  }
  const result = historySchema.safeParse(json);
  if (!result.success) throw new HistoryError(describeFirst(result.error.issues, json));
  const runs = result.data.runs.map((run) => ({ ...run, records: run.records as EpochRecord[] }));
  return { version: FORMAT_VERSION, runs };
}

function describeFirst(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
  json: unknown,
): string {
  const [first] = issues;
  if (!first) return 'not a history';
  const place = describePath(first.path);
  const others = issues.length > 1 ? ` (and ${String(issues.length - 1)} more)` : '';
  return `${place && `${place}: `}${first.message}, got ${describeValue(valueAt(json, first.path))}${others}`;
}

/**
 * Reads the text of a history file; the inverse of `writeHistory`.
 * @throws {HistoryError} like `parseHistory`, and with line and column if the text is not valid JSON.
 */
export function readHistory(text: string): History {
  try {
    return parseHistory(parseJson(text));
  } catch (error) {
    if (error instanceof JsonError) throw new HistoryError(error.message, { cause: error });
    throw error;
  }
}
