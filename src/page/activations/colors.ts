import { schemeTableau10 } from 'd3';

/**
 * The colour of an activation wherever the page speaks of it: the plot's, where it colours by activation, else one by
 * its place in the catalogue.
 *
 * @param plot null where the plot says nothing of it
 */
export function activationColor(
  name: string,
  names: readonly string[],
  plot: (name: string) => string | null,
): string {
  return plot(name) ?? schemeTableau10[Math.max(0, names.indexOf(name)) % schemeTableau10.length]!;
}
