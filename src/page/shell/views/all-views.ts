import { BrainCircuit, ChartSpline } from '@lucide/svelte';
import type { Dashboard } from '../dashboard.ts';
import { runsViews, withColors, type View } from './views.ts';

const networks: View<Dashboard> = {
  name: 'networks',
  label: 'Networks',
  icon: BrainCircuit,
  load: withColors(() => import('../../networks/NetworksView.svelte')),
};

const activations: View<Dashboard> = {
  name: 'activations',
  label: 'Activations',
  icon: ChartSpline,
  load: withColors(() => import('../../activations/TrainerActivationsView.svelte')),
};

/** All views of the page that trains, in the order of their tabs: the trained networks come before the activations. */
export const allViews: readonly View<Dashboard>[] = [...runsViews.slice(0, -1), networks, activations];
