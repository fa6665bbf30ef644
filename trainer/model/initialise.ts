import { normal } from '../random.ts';
import type { Random } from '../random.ts';
import type { Initialisation } from './initialisations.ts';

/** Whether the scale of a kernel depends on its fan-in (He, LeCun) or on fan-in and fan-out (Glorot). */
export type InitialisationFamily = 'glorot' | 'he' | 'lecun';

/** The quantities that determine a kernel's scale. */
export interface KernelPlace {
  readonly inputs: number;
  readonly units: number;
  /** Those of the following activation; for `usual`. */
  readonly family: InitialisationFamily;
  readonly gain: number;
  /** Standard deviation for `normal`. */
  readonly scale: number;
}

/** A distribution around 0: uniform in ±scale, or normal with the standard deviation `scale`. */
export interface KernelDistribution {
  readonly shape: 'uniform' | 'normal';
  readonly scale: number;
}

/**
 * The distribution of the entries of a kernel:
 * - `pytorch`: uniform in ±1/√inputs, like `nn.Linear.reset_parameters` (Kaiming uniform with a = √5);
 * - `glorot_…`: standard deviation √(2 / (inputs + units)) (X. Glorot and Y. Bengio, 2010);
 * - `he_…`: standard deviation √(2 / inputs) (K. He et al., 2015); `lecun_normal`: √(1 / inputs);
 * - `normal`: standard deviation `scale`;
 * - `usual`: normal, with the family and gain that suit the following activation.
 *
 * The uniform variants have the same standard deviation: their bound is √3 times it. Unlike in Keras, nothing is
 * truncated.
 */
export function kernelDistribution(initialisation: Initialisation, place: KernelPlace): KernelDistribution {
  const uniform = (scale: number) => ({ shape: 'uniform', scale }) as const;
  const gaussian = (scale: number) => ({ shape: 'normal', scale }) as const;
  const stdDevOf = (family: InitialisationFamily, gain: number) => {
    const connections = family === 'glorot' ? (place.inputs + place.units) / 2 : place.inputs;
    return gain / Math.sqrt(connections);
  };
  switch (initialisation) {
    case 'pytorch':
      return uniform(1 / Math.sqrt(place.inputs));
    case 'usual':
      return gaussian(stdDevOf(place.family, place.gain));
    case 'glorot_uniform':
      return uniform(Math.sqrt(3) * stdDevOf('glorot', 1));
    case 'glorot_normal':
      return gaussian(stdDevOf('glorot', 1));
    case 'he_uniform':
      return uniform(Math.sqrt(3) * stdDevOf('he', Math.SQRT2));
    case 'he_normal':
      return gaussian(stdDevOf('he', Math.SQRT2));
    case 'lecun_normal':
      return gaussian(stdDevOf('lecun', 1));
    case 'normal':
      return gaussian(place.scale);
  }
}

/** Returns a function that draws one entry of a kernel. */
export function kernelDrawer(
  initialisation: Initialisation,
  place: KernelPlace,
  random: Random,
): () => number {
  const { shape, scale } = kernelDistribution(initialisation, place);
  return shape === 'uniform' ? () => (2 * random() - 1) * scale : () => scale * normal(random);
}
