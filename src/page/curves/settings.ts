import { SERIES_AXES, type SeriesAxis } from '../../../history/index.ts';
import {
  BANDS,
  decodeName,
  encodeName,
  part,
  partOfProperty,
  readNumber,
  type Band,
  type LinkedSetting,
  type LinkPart,
  type TextCodec,
} from '../../../viz/index.ts';

/** What a person chooses in the view of curves. */
export interface CurvesSettings {
  /** The metric of one large chart; null for a small chart of each metric. */
  readonly metric: string | null;
  /** The parameter of which each value has a chart of its own; null for one chart of all runs. */
  readonly by: string | null;
  readonly x: SeriesAxis;
  /** From 0 up to `MAX_SMOOTHING`; see `smooth`. */
  readonly smoothing: number;
  readonly isLog: boolean;
  /** How configurations are drawn, where the page knows them; `none` for a curve per run. */
  readonly band: Band | 'none';
  /** The visible part of the x axis; null for all. */
  readonly zoom: { readonly min: number; readonly max: number } | null;
}

export const MAX_SMOOTHING = 0.99;

export const initialCurves: CurvesSettings = {
  metric: null,
  by: null,
  x: 'epoch',
  smoothing: 0,
  isLog: false,
  band: 'range',
  zoom: null,
};

/** A codec for some words. */
function choice<Word extends string>(words: readonly Word[]): TextCodec<Word> {
  return {
    write: (word) => word,
    read(text) {
      const found = words.find((word) => word === text);
      if (found === undefined) throw new Error(`expected ${words.join(', ')}, got "${text}"`);
      return found;
    },
  };
}

const smoothingText: TextCodec<number> = {
  write: String,
  read(text) {
    const weight = readNumber(text);
    if (weight < 0 || weight > MAX_SMOOTHING) {
      throw new RangeError(`expected a number from 0 to ${String(MAX_SMOOTHING)}, got "${text}"`);
    }
    return weight;
  },
};

const namePart = (key: string): LinkPart<string | null> => ({
  keys: [key],
  write: (name) => name && encodeName(name),
  read: (text) => decodeName(text),
});

/** `10~50`. */
const zoomPart: LinkPart<CurvesSettings['zoom']> = {
  keys: ['curves.zoom'],
  write: (zoom) => zoom && `${String(zoom.min)}~${String(zoom.max)}`,
  read(text) {
    const [min, max, ...more] = text.split('~').map(readNumber);
    if (min === undefined || max === undefined || more.length > 0 || !(min < max)) {
      throw new Error(`expected MIN~MAX, got "${text}"`);
    }
    return { min, max };
  },
};

export const curvesSetting: LinkedSetting<CurvesSettings> = {
  initial: initialCurves,
  link: [
    partOfProperty('metric', namePart('curves.metric')),
    partOfProperty('by', namePart('curves.by')),
    partOfProperty('x', part(choice(SERIES_AXES), 'curves.x')),
    partOfProperty('smoothing', part(smoothingText, 'curves.smoothing')),
    partOfProperty(
      'isLog',
      part(
        {
          write: (isLog: boolean) => (isLog ? 'log' : 'linear'),
          read: (text) => choice(['linear', 'log']).read(text, () => undefined) === 'log',
        },
        'curves.y',
      ),
    ),
    partOfProperty('band', part(choice(['none', ...BANDS]), 'curves.band')),
    partOfProperty('zoom', zoomPart),
  ],
};
