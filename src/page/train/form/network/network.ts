import type { TrainConfig } from '../../../../../trainer/index.ts';
import type { TrainingSettings } from '../settings.ts';

/** A hidden layer of the network that the form describes. */
export interface HiddenLayer {
  readonly units: number;
  /** Name of its activation. */
  readonly activation: string;
}

/** The hidden layers of a configuration, from input to output. */
export function layersOf({ hidden, activation }: TrainConfig): HiddenLayer[] {
  const choices = [activation].flat() as (string | { readonly name: string })[];
  const names = choices.map((choice) => (typeof choice === 'string' ? choice : choice.name));
  return hidden.map((units, i) => ({ units, activation: names[i] ?? names[0]! }));
}

/**
 * Whether the form describes one network, so that its layers can be edited: one list of units, and one activation or one list
 * of them.
 */
export function isOneNetwork({ activations, layers, fields }: TrainingSettings): boolean {
  const networks = layers.split(',').filter((each) => each.trim() !== '').length;
  const { hidden } = fields;
  return (
    activations.length + networks === 1 &&
    (String(hidden).trim() === 'none' || !/-|none/.test(String(hidden)))
  );
}

/** The settings of a network with other hidden layers. */
export function withLayers(settings: TrainingSettings, layers: readonly HiddenLayer[]): TrainingSettings {
  const names = layers.map(({ activation }) => activation);
  const isUniform = new Set(names).size <= 1;
  return {
    ...settings,
    // Without a hidden layer, the activation is kept for the next one.
    ...(names.length === 0
      ? {}
      : { activations: isUniform ? [names[0]!] : [], layers: isUniform ? '' : names.join('-') }),
    fields: { ...settings.fields, hidden: layers.map(({ units }) => String(units)).join(', ') || 'none' },
  };
}

/** A layer in the drawing. */
export interface DrawnLayer {
  readonly x: number;
  /** The heights of its units. */
  readonly ys: readonly number[];
  /** Whether it has more units than are drawn. */
  readonly isCut: boolean;
}

/** Units of a layer that are drawn. */
const MAX_DRAWN = 7;

/** Places the layers of a network with these numbers of units in a drawing, from left to right. */
export function placeLayers(units: readonly number[], width: number, height: number): DrawnLayer[] {
  const column = width / units.length;
  return units.map((count, i) => {
    const drawn = Math.min(count, MAX_DRAWN);
    const gap = height / MAX_DRAWN;
    const top = (height - (drawn - 1) * gap) / 2;
    return {
      x: (i + 0.5) * column,
      ys: Array.from({ length: drawn }, (_, unit) => top + unit * gap),
      isCut: count > drawn,
    };
  });
}
