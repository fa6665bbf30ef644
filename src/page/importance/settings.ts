import {
  decodeName,
  encodeName,
  list,
  part,
  partOfProperty,
  type LinkedSetting,
  type TextCodec,
} from '../../../viz/index.ts';

export const MEASURES = ['permutation', 'best'] as const;
/** `permutation`: what the objective depends on. `best`: what sets the best runs apart. */
export type Measure = (typeof MEASURES)[number];

/** What a person chooses in the view of importance. */
export interface ImportanceSettings {
  readonly measure: Measure;
  /** Up to two parameters: one for a slice, two for a heat map. */
  readonly picked: readonly string[];
}

export const initialImportance: ImportanceSettings = { measure: 'permutation', picked: [] };

const measureText: TextCodec<Measure> = {
  write: (measure) => measure,
  read(text) {
    const found = MEASURES.find((measure) => measure === text);
    if (found === undefined) throw new Error(`expected ${MEASURES.join(', ')}, got "${text}"`);
    return found;
  },
};

const nameList = list<string>({ write: encodeName, read: decodeName });
const pickedText: TextCodec<readonly string[]> = {
  write: (picked) => nameList.write([...picked]),
  read(text, skip) {
    const picked = [...new Set(nameList.read(text, skip))];
    if (picked.length > 2) throw new RangeError(`expected at most two parameters, got "${text}"`);
    return picked;
  },
};

export const importanceSetting: LinkedSetting<ImportanceSettings> = {
  initial: initialImportance,
  link: [
    partOfProperty<ImportanceSettings, 'measure'>('measure', part(measureText, 'importance.measure')),
    partOfProperty<ImportanceSettings, 'picked'>('picked', part(pickedText, 'importance.of')),
  ],
};

/** The settings after a click on a parameter: it is added, where the earlier of two gives way, or removed. */
export function togglePicked(settings: ImportanceSettings, name: string): ImportanceSettings {
  const { picked } = settings;
  return {
    ...settings,
    picked: picked.includes(name) ? picked.filter((each) => each !== name) : [...picked, name].slice(-2),
  };
}
