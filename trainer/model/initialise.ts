import { normal } from '../random.ts';
import type { Random } from '../random.ts';

/** Which count of connections the scale of a kernel goes by: of inputs (He, LeCun), or of both ends (Glorot). */
export type InitialisationFamily = 'glorot' | 'he' | 'lecun';

/** How kernels are drawn; see `kernelDrawer`. */
export const initialisations = [
  'pytorch',
  'usual',
  'glorot_uniform',
  'glorot_normal',
  'he_uniform',
  'he_normal',
  'lecun_normal',
  'normal',
] as const;
export type Initialisation = (typeof initialisations)[number];

/** What a kernel's scale depends on. */
export interface KernelPlace {
  readonly inputs: number;
  readonly units: number;
  /** Of the activation that follows; for `usual`. */
  readonly family: InitialisationFamily;
  readonly gain: number;
  /** Deviation for `normal`. */
  readonly scale: number;
}

/**
 * A function that draws one entry of a kernel:
 * - `pytorch`: uniform in ±1/√inputs, as `nn.Linear.reset_parameters` does (Kaiming's uniform with a = √5);
 * - `glorot_…`: deviation √(2 / (inputs + units)) (X. Glorot and Y. Bengio, 2010);
 * - `he_…`: deviation √(2 / inputs) (K. He et al., 2015); `lecun_normal`: √(1 / inputs);
 * - `normal`: deviation `scale`;
 * - `usual`: normal, by the family and with the gain that suit the activation that follows.
 *
 * The uniform ones have the same deviation: their bound is √3 times it. Nothing is truncated, unlike in Keras.
 */
export function kernelDrawer(
  initialisation: Initialisation,
  place: KernelPlace,
  random: Random,
): () => number {
  const uniform = (bound: number) => () => (2 * random() - 1) * bound;
  const normally = (deviation: number) => () => deviation * normal(random);
  const deviation = (family: InitialisationFamily, gain: number) => {
    const connections = family === 'glorot' ? (place.inputs + place.units) / 2 : place.inputs;
    return gain / Math.sqrt(connections);
  };
  switch (initialisation) {
    case 'pytorch':
      return uniform(1 / Math.sqrt(place.inputs));
    case 'usual':
      return normally(deviation(place.family, place.gain));
    case 'glorot_uniform':
      return uniform(Math.sqrt(3) * deviation('glorot', 1));
    case 'glorot_normal':
      return normally(deviation('glorot', 1));
    case 'he_uniform':
      return uniform(Math.sqrt(3) * deviation('he', Math.SQRT2));
    case 'he_normal':
      return normally(deviation('he', Math.SQRT2));
    case 'lecun_normal':
      return normally(deviation('lecun', 1));
    case 'normal':
      return normally(place.scale);
  }
}
