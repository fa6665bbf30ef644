import { configParameters } from './config.ts';
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
  const differing = Object.keys(parameters[0] ?? {}).filter(
    (key) => key !== 'activation' && parameters.some((each) => each[key] !== parameters[0]![key]),
  );
  return configs.map(({ activation }, i) =>
    [activation, ...differing.map((key) => `${key}=${String(parameters[i]![key])}`)].join(' '),
  );
}
