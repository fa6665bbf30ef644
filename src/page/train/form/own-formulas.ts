import type { CustomActivation } from '../../../../trainer/index.ts';
import type { TextCodec } from '../../../../viz/index.ts';
import type { TrainingSettings } from './settings.ts';

const decode = (text: string) => decodeURIComponent(text.replaceAll('+', ' '));
const encode = (text: string) =>
  encodeURIComponent(text).replaceAll('%20', '+').replaceAll('%2C', ',').replaceAll('%3A', ':');

/**
 * User-defined activations in a link: `name=formula`, or `name=formula;derivative`, separated by `;;`. No formula contains a
 * semicolon. Formulas are not checked here: the parser is loaded with the trainer.
 */
export const ownFormulas: TextCodec<readonly CustomActivation[]> = {
  write: (own) =>
    own
      .map(({ name, formula, derivative }) =>
        [`${name}=${encode(formula)}`, ...(derivative === undefined ? [] : [encode(derivative)])].join(';'),
      )
      .join(';;'),
  read(text, skip) {
    return text.split(';;').flatMap((item): CustomActivation[] => {
      const found = /^(\w+)=([^;]+)(?:;([^;]+))?$/.exec(item);
      if (!found) {
        skip(item);
        return [];
      }
      const [, name, formula, derivative] = found;
      const own = { name: name!, formula: decode(formula!) };
      return [derivative === undefined ? own : { ...own, derivative: decode(derivative) }];
    });
  },
};

/** The names of all activations in the settings, in networks with an activation per layer, too. */
export function namesOf({ activations, layers }: Pick<TrainingSettings, 'activations' | 'layers'>): string[] {
  return [...activations, ...(layers.match(/\w+/g) ?? [])];
}

/** The settings with other names for some activations. */
export function withNames(
  settings: TrainingSettings,
  newNames: readonly (readonly [before: string, now: string])[],
): TrainingSettings {
  const names = new Map(newNames);
  const nameOf = (name: string) => names.get(name) ?? name;
  return {
    ...settings,
    activations: settings.activations.map(nameOf),
    layers: settings.layers.replaceAll(/\w+/g, nameOf),
  };
}
