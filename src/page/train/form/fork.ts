import type { Run } from '../../../../history/index.ts';
import { changedParameters, configOfRun, type ActivationChoice } from '../../../../trainer/index.ts';
import type { ActivationCatalogue } from '../../activations/catalogue.svelte.ts';
import { builtInNames } from '../../data/settings.ts';
import type { TrainingJob } from '../running/protocol.ts';
import type { Fork, TrainerForm } from './form.svelte.ts';
import { fieldsOf, notebookSettings, type TrainingSettings } from './settings.ts';

/**
 * The settings that a run was trained with, as far as its parameters hold them: one network, trained once. Its data are
 * chosen if they come with the page; else those of `now` are kept.
 *
 * @param catalogue is given the run's own formulas
 */
export function settingsOfRun(
  run: Run,
  now: TrainingSettings,
  catalogue: ActivationCatalogue,
): TrainingSettings {
  const { config } = configOfRun(run);
  const base = notebookSettings();
  const choices = Array.isArray(config.activation)
    ? (config.activation as readonly ActivationChoice[])
    : [config.activation as ActivationChoice];
  const names = choices.map((choice) => nameOf(choice, catalogue));
  const isMixed = Array.isArray(config.activation);
  const [name = '', noise = ''] = config.data.split(':');
  const isKnown = Object.hasOwn(run.parameters, 'data') && builtInNames.includes(name);
  return {
    ...base,
    data: isKnown ? { ...base.data, name, noise } : now.data,
    limit: now.limit,
    activations: isMixed ? [] : names,
    layers: isMixed ? names.join('-') : '',
    fields: fieldsOf(config),
    backend: now.backend,
  };
}

function nameOf(choice: ActivationChoice, catalogue: ActivationCatalogue): string {
  if (typeof choice === 'string') return choice;
  catalogue.add(choice);
  return choice.name;
}

/**
 * The last epoch of the run that a job continues: from its weights, with its settings but for the number of epochs. Null if it
 * trains otherwise, so that its epochs count from 1.
 */
export function epochsToContinue(
  { run, initial }: Pick<Fork, 'run' | 'initial'>,
  { candidates, repeats }: Pick<TrainingJob, 'candidates' | 'repeats'>,
): number | null {
  const [candidate] = candidates;
  if (initial === null || candidates.length !== 1 || repeats !== 1) return null;
  const isSame = changedParameters(run, candidate!.config).every((name) => name === 'epochs');
  return isSame ? (run.records.at(-1)?.epoch ?? null) : null;
}

/** Fills in the settings of a run, which becomes the parent of the next training. */
export function forkFrom(
  form: TrainerForm,
  catalogue: ActivationCatalogue,
  run: Run,
  initial: Fork['initial'],
): void {
  const { unmapped } = configOfRun(run);
  form.fill(settingsOfRun(run, form.settings, catalogue), { fork: { run, initial, unmapped } });
}
