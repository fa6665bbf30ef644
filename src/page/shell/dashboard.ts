import type { PlotState } from '../../../viz/index.ts';
import type { ActivationCatalogue } from '../activations/catalogue.svelte.ts';
import type { RunLibrary } from '../experiments/library.svelte.ts';
import type { Imports } from '../files/imports.svelte.ts';
import type { ModelKeeper } from '../networks/models/keeper.ts';
import type { Models } from '../networks/models/models.svelte.ts';
import type { TrainerForm } from '../train/form/form.svelte.ts';
import type { Repeater } from '../train/running/repeater.ts';
import type { Training } from '../train/running/training.svelte.ts';
import type { Layout } from './layout/layout.svelte.ts';
import type { ViewName } from './link/link.ts';
import type { Messages } from './messages.svelte.ts';
import type { PageSettings } from './link/settings.svelte.ts';

/** What the views of runs share. A file that holds the page has these, and neither imports nor a trainer. */
export interface RunsDashboard {
  readonly plot: PlotState;
  readonly library: RunLibrary;
  readonly settings: PageSettings;
  /** The view below the plot. */
  readonly panel: { current: ViewName };
  readonly layout: Layout;
  readonly messages: Messages;
  readonly loadCatalogue: () => Promise<ActivationCatalogue>;
  /** Trains more repeats of configurations; absent where nothing can be trained. */
  readonly repeater?: Pick<Repeater, 'isBusy' | 'start'>;
  /** The colour of an activation throughout the page; final once the catalogue is loaded. */
  readonly activationColor: (name: string) => string;
}

/** The state of the page, shared by its parts. */
export interface Dashboard extends RunsDashboard {
  readonly imports: Imports;
  readonly training: Training;
  readonly models: Models;
  readonly keeper: ModelKeeper;
  readonly form: TrainerForm;
}
