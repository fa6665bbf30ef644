import {
  Award,
  ChartLine,
  ChartNoAxesColumn,
  ChartScatter,
  ChartSpline,
  GitCompareArrows,
  History,
  Table2,
} from '@lucide/svelte';
import type { Component } from 'svelte';
import type { RunsDashboard } from '../dashboard.ts';
import type { ViewName } from '../link/link.ts';

type Loader<Of> = (dashboard: Of) => Promise<{ default: Component<{ dashboard: Of }> }>;

/** A view below the plot, which is loaded when it is first opened. */
export interface View<Of extends RunsDashboard> {
  readonly name: ViewName;
  readonly label: string;
  readonly icon: typeof Award;
  readonly load: Loader<Of>;
}

/** Loads a view that colours by activation together with the catalogue, which those colours depend on. */
export const withColors =
  <Of extends RunsDashboard>(load: Loader<Of>): Loader<Of> =>
  async (dashboard) => {
    const [view] = await Promise.all([load(dashboard), dashboard.loadCatalogue()]);
    return view;
  };

/** The views of runs, in the order of their tabs. */
export const runsViews: readonly View<RunsDashboard>[] = [
  { name: 'table', label: 'Table', icon: Table2, load: () => import('../../table/TableView.svelte') },
  { name: 'curves', label: 'Curves', icon: ChartLine, load: () => import('../../curves/CurvesView.svelte') },
  {
    name: 'compare',
    label: 'Compare',
    icon: GitCompareArrows,
    load: () => import('../../compare/CompareView.svelte'),
  },
  {
    name: 'scatter',
    label: 'Scatter',
    icon: ChartScatter,
    load: () => import('../../scatter/ScatterView.svelte'),
  },
  {
    name: 'importance',
    label: 'Importance',
    icon: ChartNoAxesColumn,
    load: () => import('../../importance/ImportanceView.svelte'),
  },
  {
    name: 'progress',
    label: 'Progress',
    icon: History,
    load: () => import('../../progress/ProgressView.svelte'),
  },
  {
    name: 'scores',
    label: 'Scores',
    icon: Award,
    load: withColors(() => import('../../scores/ScoresView.svelte')),
  },
  {
    name: 'activations',
    label: 'Activations',
    icon: ChartSpline,
    load: withColors(() => import('../../activations/ActivationsView.svelte')),
  },
];
