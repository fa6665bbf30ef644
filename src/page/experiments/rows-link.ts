import type { Lens } from '../../../history/index.ts';
import {
  decodeName,
  encodeName,
  list,
  readNumber,
  type LinkedSetting,
  type LinkPart,
  type TextCodec,
} from '../../../viz/index.ts';
import { initialRows, LEVELS, type RowsChoice } from './rows.ts';

const PLAIN = {
  best: 'best',
  last: 'last',
  'last-epoch': 'lastEpoch',
  area: 'area',
  'epoch-of-best': 'epochOfBest',
} as const;

/**
 * `best`, `last`, `last-epoch`, `area`, `epoch-of-best`, `epoch-12`, `mean-of-last-5`, `epochs-until-0.9`,
 * `best-of-valid_loss`.
 */
export const lensText: TextCodec<Lens> = {
  write(lens) {
    switch (lens.kind) {
      case 'epoch':
        return `epoch-${String(lens.epoch)}`;
      case 'meanOfLast':
        return `mean-of-last-${String(lens.count)}`;
      case 'epochsUntil':
        return `epochs-until-${String(lens.threshold)}`;
      case 'bestOf':
        return `best-of-${encodeName(lens.metric)}`;
      default:
        return Object.entries(PLAIN).find(([, kind]) => kind === lens.kind)![0];
    }
  },
  read(text) {
    if (Object.hasOwn(PLAIN, text)) return { kind: PLAIN[text as keyof typeof PLAIN] };
    const [, kind, value = ''] = /^(epochs-until|mean-of-last|best-of|epoch)-(.+)$/s.exec(text) ?? [];
    if (kind === 'epoch') return { kind, epoch: readCount(value) };
    if (kind === 'mean-of-last') return { kind: 'meanOfLast', count: readCount(value) };
    if (kind === 'epochs-until') return { kind: 'epochsUntil', threshold: readNumber(value) };
    if (kind === 'best-of') return { kind: 'bestOf', metric: decodeName(value) };
    throw new Error(`expected a lens such as best, last or epoch-12, got "${text}"`);
  },
};

function readCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new Error(`expected a count, got "${text}"`);
  return count;
}

/** `valid_loss:last`. */
const metricLensText: TextCodec<RowsChoice['perMetric'][number]> = {
  write: ({ metric, lens }) => `${encodeName(metric)}:${lensText.write(lens)}`,
  read(text, skip) {
    const [metric = '', lens = ''] = text.split(':');
    return { metric: decodeName(metric), lens: lensText.read(lens, skip) };
  },
};

const names = list<string>({ write: encodeName, read: decodeName });
const metricLenses = list(metricLensText);

/** The former setting `rows`: epochs, or runs by their best or last values or at an epoch. */
function readFormerRows(text: string): Partial<RowsChoice> {
  const epoch = /^epoch-([1-9]\d*)$/.exec(text);
  if (text === 'epochs') return { level: 'epochs' };
  if (text === 'best') return { level: 'runs', lens: { kind: 'best' } };
  if (text === 'last' || text === 'runs') return { level: 'runs', lens: { kind: 'last' } };
  if (epoch) return { level: 'runs', lens: { kind: 'epoch', epoch: Number(epoch[1]) } };
  throw new Error(`expected epochs, best, last or epoch-N, got "${text}"`);
}

/** A pair for one property of the choice. */
function property<Name extends keyof RowsChoice>(
  key: string,
  name: Name,
  { write, read }: TextCodec<Exclude<RowsChoice[Name], null>>,
): LinkPart<RowsChoice> {
  return {
    keys: [key],
    write: (rows) => {
      const value = rows[name];
      return value === null ? null : write(value as Exclude<RowsChoice[Name], null>);
    },
    read: (text, rows, skip) => ({ ...rows, [name]: read(text, skip) }),
  };
}

/** The choice of rows in a link. */
export const rowsSetting: LinkedSetting<RowsChoice> = {
  initial: initialRows,
  link: [
    { keys: ['rows'], write: () => null, read: (text, rows) => ({ ...rows, ...readFormerRows(text) }) },
    property('level', 'level', {
      write: (level) => level,
      read(text) {
        const level = LEVELS.find((each) => each === text);
        if (level === undefined) throw new Error(`expected ${LEVELS.join(', ')}, got "${text}"`);
        return level;
      },
    }),
    property('lens', 'lens', lensText),
    property('lenses', 'perMetric', { ...metricLenses, read: (text, skip) => metricLenses.read(text, skip) }),
    property('all-but', 'allBut', { write: (all) => names.write([...all]), read: names.read }),
  ],
};
