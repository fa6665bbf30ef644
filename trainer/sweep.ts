import { activationText, configParameters } from './config.ts';
import type { TrainConfig } from './config.ts';

/** For some settings, the values to try. */
export type Ranges = { readonly [Setting in keyof TrainConfig]?: readonly TrainConfig[Setting][] };

/** Every combination of the values, the last setting changing fastest; the other settings are the base's. */
export function sweep(base: TrainConfig, ranges: Ranges): TrainConfig[] {
  return Object.entries(ranges).reduce<TrainConfig[]>(
    (configs, [setting, values]) =>
      configs.flatMap((config) => values.map((value) => ({ ...config, [setting]: value }))),
    [base],
  );
}

/** Names for the runs of some configurations: the activation, and each other parameter in which they differ. */
export function nameConfigs(configs: readonly TrainConfig[]): string[] {
  const parameters = configs.map(configParameters);
  const keys = [...new Set(parameters.flatMap((each) => Object.keys(each)))];
  const differing = keys.filter(
    (key) => key !== 'activation' && parameters.some((each) => each[key] !== parameters[0]![key]),
  );
  return configs.map((config, i) => {
    const own = differing.filter((key) => Object.hasOwn(parameters[i]!, key));
    const parts = own.map((key) => `${key}=${String(parameters[i]![key])}`);
    return [activationText(config.activation), ...parts].join(' ');
  });
}
