import { activationText, configParameters } from '../config.ts';
import type { TrainConfig } from '../config.ts';

/** Names for the runs of several configurations: the activation, and every other parameter in which they differ. */
export function nameConfigs(configs: readonly TrainConfig[]): string[] {
  const parameters = configs.map(configParameters);
  const keys = new Set(parameters.flatMap(Object.keys));
  const differing = [...keys].filter(
    (key) => !isImpliedByActivation(key) && parameters.some((each) => each[key] !== parameters[0]![key]),
  );
  return configs.map((config, i) =>
    [
      activationText(config.activation),
      ...differing.flatMap((key) => {
        const value = parameters[i]![key];
        return value === undefined ? [] : [`${key}=${String(value)}`];
      }),
    ].join(' '),
  );
}

/** A custom activation is identified by its name; its formulas are omitted. */
function isImpliedByActivation(key: string): boolean {
  return key === 'activation' || /^(?:formula|derivative|derivative_check)_/.test(key);
}
