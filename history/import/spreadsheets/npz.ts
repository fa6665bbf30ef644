import { unzipSync } from 'fflate';
import { looksLikeMetric } from '../../direction.ts';
import type { Run } from '../../types.ts';
import { MAX_FILE_BYTES, startsWith } from '../files/bytes.ts';
import { typeJson } from '../flat/json/json-cells.ts';
import { runsOfTable } from '../flat/runs/rows-to-runs.ts';
import { createLogRun } from '../shared/log-run.ts';
import { readNpy } from '../shared/npy.ts';
import { leadingEntries } from '../shared/zip-entries.ts';
import { ForeignFileError, ImportError } from '../types.ts';
import type { Context, Format } from '../types.ts';

/** NumPy's `savez` of named columns: arrays of one dimension and the same length. */
export const npz: Format = {
  name: 'npz',
  description: 'named columns as NumPy archives (.npz)',
  detect(content) {
    if (content.kind !== 'bytes' || !startsWith(content.bytes, 'PK\x03\x04')) return false;
    const names = leadingEntries(content.bytes);
    return names.length > 0 && names.every((name) => name.endsWith('.npy'));
  },
  read: (content, context) => (content.kind === 'bytes' ? readNpz(content.bytes, context) : []),
};

function readNpz(bytes: Uint8Array, context: Context): readonly Run[] {
  const { fileName, note } = context;
  const columns: [name: string, values: readonly number[]][] = [];
  const others: string[] = [];
  try {
    const files = unzipSync(bytes, { filter: ({ originalSize }) => originalSize <= MAX_FILE_BYTES });
    for (const [path, file] of Object.entries(files)) {
      const name = path.slice(0, -'.npy'.length);
      try {
        const { shape, values } = readNpy(file);
        if (shape.length === 1) columns.push([name, values]);
        else others.push(`"${name}" has ${String(shape.length)} dimensions`);
      } catch (error) {
        others.push(`"${name}": ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ImportError(`"${fileName}" cannot be read: ${reason}.`, { cause: error });
  }
  const length = Math.max(0, ...columns.map(([, values]) => values.length));
  const full = columns.filter(([, values]) => values.length === length);
  for (const [name, values] of columns)
    if (values.length < length)
      others.push(`"${name}" has ${String(values.length)} values, not ${String(length)}`);
  if (full.length === 0 || length === 0) {
    throw new ForeignFileError(
      `"${fileName}" is a NumPy archive without columns: arrays of one dimension with numbers.` +
        (others.length > 0 ? ` ${others.join('; ')}.` : ''),
    );
  }
  if (others.length > 0) note(`Left out: ${others.join('; ')}.`);
  if (full.every(([name]) => looksLikeMetric(name))) {
    note('Nothing numbers the values; they are taken as one run with an epoch each.');
    const rows = Array.from({ length }, (_, row) => {
      return new Map([['epoch', row + 1], ...full.map(([name, values]) => [name, values[row]!] as const)]);
    });
    return [createLogRun({ format: 'npz', rows }, context)];
  }
  const names = full.map(([name]) => name);
  const rows = Array.from({ length }, (_, row) => full.map(([, values]) => values[row]));
  return runsOfTable(typeJson({ names, rows }, context), 'npz', context);
}
