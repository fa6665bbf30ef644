import {
  decodeName,
  encodeName,
  part,
  partOfProperty,
  type LinkedSetting,
  type LinkPart,
  type TextCodec,
} from '../../../viz/index.ts';
import { pinText } from '../plot/pin-text.ts';
import type { Pin } from '../plot/pins.ts';

export const MODES = ['pins', 'selection'] as const;
/** `pins`: the pinned lines with each other. `selection`: the selected lines with the rest. */
export type CompareMode = (typeof MODES)[number];

/** What a person chooses in the view that compares runs. */
export interface CompareSettings {
  readonly mode: CompareMode;
  /** The pinned line that deltas refer to; null for the first. */
  readonly baseline: Pin | null;
  /** The metric whose curves are shown; null for the objective. */
  readonly metric: string | null;
}

export const initialCompare: CompareSettings = { mode: 'pins', baseline: null, metric: null };

const modeText: TextCodec<CompareMode> = {
  write: (mode) => mode,
  read(text) {
    const found = MODES.find((mode) => mode === text);
    if (found === undefined) throw new Error(`expected ${MODES.join(', ')}, got "${text}"`);
    return found;
  },
};

const baselinePart: LinkPart<CompareSettings['baseline']> = {
  keys: ['compare.baseline'],
  write: (pin) => pin && pinText.write(pin),
  read: (text) => pinText.read(text, () => undefined),
};

const metricPart: LinkPart<CompareSettings['metric']> = {
  keys: ['compare.metric'],
  write: (metric) => metric && encodeName(metric),
  read: (text) => decodeName(text),
};

export const compareSetting: LinkedSetting<CompareSettings> = {
  initial: initialCompare,
  link: [
    partOfProperty<CompareSettings, 'mode'>('mode', part(modeText, 'compare.mode')),
    partOfProperty<CompareSettings, 'baseline'>('baseline', baselinePart),
    partOfProperty<CompareSettings, 'metric'>('metric', metricPart),
  ],
};
