import { FORMAT_VERSION, type History } from '../../../../history/index.ts';
import { configParameters, type TrainedModel } from '../../../../trainer/index.ts';
import { builtInNames } from '../../data/settings.ts';
import type { ModelSource } from './model-store.ts';

/** A run for a model from files: only its settings are known. */
export function runOfModel(model: TrainedModel, file: string, id: string): History {
  const run = {
    ...{ id, name: file.replace(/\.(?:zip|json|bin)$/i, ''), status: 'unknown' as const },
    source: { format: 'heddle', file },
    ...{ parent: null, fold: null, started: null },
    parameters: configParameters(model.config),
    ...{ metrics: {}, records: [], summary: {} },
  };
  return { version: FORMAT_VERSION, runs: [run] };
}

/** The source of the model if its data are built in; null for data from files. */
export function sourceOfModel({ config }: TrainedModel): ModelSource | null {
  if (!builtInNames.includes(config.data.split(':')[0]!)) return null;
  return {
    id: `${config.data} ${String(config.seed)}`,
    data: { kind: 'built-in', name: config.data },
    ...{ limit: null, seed: config.seed },
  };
}
