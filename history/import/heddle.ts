import { parseHistory } from '../parse.ts';
import type { Format } from './types.ts';

/** Our own JSON. Flags, ids and sources stay as the file has them. */
export const heddle: Format = {
  name: 'heddle',
  description: "this program's own history JSON",
  detect({ ...content }) {
    if (content.kind !== 'json') return false;
    const { json } = content;
    if (typeof json !== 'object' || json === null || Array.isArray(json)) return false;
    return Object.hasOwn(json, 'runs') && (Object.hasOwn(json, 'version') || Object.hasOwn(json, 'format'));
  },
  read(content, { note }) {
    if (content.kind !== 'json') return [];
    const { runs } = parseHistory(content.json);
    if (runs.length === 0) note('The file holds no runs.');
    return runs;
  },
};
