import type { Content } from './types.ts';

/** Returns the JSON of a content, lines as a list; undefined if it is not JSON. */
export function jsonOf(content: Content): unknown {
  if (content.kind === 'json') return content.json;
  return content.kind === 'lines' ? content.lines : undefined;
}
