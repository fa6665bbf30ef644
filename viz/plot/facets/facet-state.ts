import type { PlotState } from '../../state/plot.svelte.ts';

/** What a facet has of its own. */
export type OwnState = Pick<PlotState, 'rows' | 'selection' | 'front' | 'pinned'> & {
  hovered: PlotState['hovered'];
};

/**
 * The state of a plot as one of its facets shows it: `own` in place of the state's members, all else shared. Several facets
 * have several densities, so that none is reported for the legend.
 */
export function facetState(plot: PlotState, own: OwnState): PlotState {
  return new Proxy(plot, {
    get(state, name) {
      const value = Reflect.get(Object.hasOwn(own, name) ? own : state, name) as unknown;
      // Methods use private fields, which a proxy does not have.
      return typeof value === 'function' ? (value.bind(state) as unknown) : value;
    },
    set: (state, name, value) =>
      name === 'density' || Reflect.set(Object.hasOwn(own, name) ? own : state, name, value),
  });
}
