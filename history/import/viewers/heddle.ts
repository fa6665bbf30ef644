import { parseHistory } from '../../file/parse.ts';
import type { Format } from '../types.ts';

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
  read(content) {
    return content.kind === 'json' ? parseHistory(content.json).runs : [];
  },
};
