import type { Content } from './types.ts';

/** The JSON of a content, lines as the list of them; undefined for what is none. */
export function jsonOf(content: Content): unknown {
  if (content.kind === 'json') return content.json;
  return content.kind === 'lines' ? content.lines : undefined;
}
