import {
  decodeName,
  encodeName,
  list,
  part,
  partOfProperty,
  type LinkedSetting,
  type LinkPart,
  type TextCodec,
} from '../../../viz/index.ts';

/** A metric and the direction in which it is better. */
export interface ObjectiveChoice {
  readonly metric: string;
  readonly direction: 'min' | 'max';
}

/** What is chosen in the scatter view. */
export interface ScatterSettings {
  /** Columns of the axes; null for the automatic choice. */
  readonly x: string | null;
  readonly y: string | null;
  /** The column of the sizes of dots; null for one size. */
  readonly size: string | null;
  /** Whether the Pareto front is shown. */
  readonly pareto: boolean;
  /** At most three objectives of the front; null for the automatic choice. */
  readonly objectives: readonly ObjectiveChoice[] | null;
  /** Whether lines lead from parents to children. */
  readonly lineage: boolean;
}

export const maxObjectives = 3;

export const initialScatter: ScatterSettings = {
  x: null,
  y: null,
  size: null,
  pareto: false,
  objectives: null,
  lineage: false,
};

const column: LinkPart<string | null> = {
  keys: ['column'],
  write: (name) => (name === null ? null : encodeName(name)),
  read(text) {
    if (text === '') throw new Error('expected the name of a column, got ""');
    return decodeName(text);
  },
};

const onOff: TextCodec<boolean> = {
  write: (isOn) => (isOn ? 'on' : 'off'),
  read(text) {
    if (text !== 'on' && text !== 'off') throw new Error(`expected on or off, got "${text}"`);
    return text === 'on';
  },
};

const objective: TextCodec<ObjectiveChoice> = {
  write: ({ metric, direction }) => `${encodeName(metric)}:${direction}`,
  read(text) {
    const [metric = '', direction] = text.split(':');
    if (metric === '' || (direction !== 'min' && direction !== 'max'))
      throw new Error(`expected COLUMN:min or COLUMN:max, got "${text}"`);
    return { metric: decodeName(metric), direction };
  },
};

const objectives = list(objective);

const objectivesPart: LinkPart<readonly ObjectiveChoice[] | null> = {
  keys: ['scatter.objectives'],
  write: (value) => (value === null ? null : objectives.write([...value])),
  read: (text, _, skip) => objectives.read(text, skip).slice(0, maxObjectives),
};

/** The settings of the scatter view in a link: `scatter.x=lr&scatter.pareto=on`. */
export const scatterSetting: LinkedSetting<ScatterSettings> = {
  initial: initialScatter,
  link: [
    ...(['x', 'y', 'size'] as const).map((name) =>
      partOfProperty<ScatterSettings, typeof name>(name, { ...column, keys: [`scatter.${name}`] }),
    ),
    partOfProperty<ScatterSettings, 'pareto'>('pareto', part(onOff, 'scatter.pareto')),
    partOfProperty<ScatterSettings, 'objectives'>('objectives', objectivesPart),
    partOfProperty<ScatterSettings, 'lineage'>('lineage', part(onOff, 'scatter.lineage')),
  ],
};
