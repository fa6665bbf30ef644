import { parseConfig } from '../config.ts';
import type { TrainConfig } from '../config.ts';
import { createOptimizer } from '../model/optimizers/index.ts';
import type { Optimizer } from '../model/optimizers/index.ts';
import type { Network } from '../model/network.ts';

/** The settings that can be changed while a run is trained. */
export const changeable = ['learningRate', 'momentum', 'batchSize'] as const;
export type ChangeableSettings = Partial<Pick<TrainConfig, (typeof changeable)[number]>>;

/** A change of settings during a run. */
export interface SettingsChange {
  /** The first epoch with the new settings, counted from 1 within the run. */
  readonly epoch: number;
  readonly settings: ChangeableSettings;
}

/** @throws {ConfigError} naming a setting that is not valid, and its value */
export function withChange(config: TrainConfig, settings: ChangeableSettings): TrainConfig {
  return parseConfig({ ...config, ...settings });
}

/** A change as its record names it: `learning_rate 0.01 → 0.001, batch_size 128 → 32`. Empty if nothing changes. */
export function describeChange(config: TrainConfig, settings: ChangeableSettings): string {
  const names = { learningRate: 'learning_rate', momentum: 'momentum', batchSize: 'batch_size' };
  return changeable
    .filter((name) => settings[name] !== undefined && settings[name] !== config[name])
    .map((name) => `${names[name]} ${String(config[name])} → ${String(settings[name])}`)
    .join(', ');
}

/**
 * Returns an optimiser for other settings that goes on from the state of `before`, which it disposes of. Velocities start from
 * 0 where there were none.
 */
export async function continueOptimizer(
  before: Optimizer,
  network: Network,
  config: TrainConfig,
): Promise<Optimizer> {
  const { steps, slots } = await before.read();
  before.dispose();
  const next = createOptimizer(network, config);
  const initial = (await next.read()).slots;
  next.restore({ steps, slots: initial.length === slots.length ? slots : initial });
  return next;
}
