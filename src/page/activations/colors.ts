import { schemeTableau10 } from 'd3';

/**
 * The colour of an activation throughout the page: the plot's if it colours by activation, else one by its index in the
 * catalogue.
 *
 * @param plot null if the plot has no colour for it
 */
export function activationColor(
  name: string,
  names: readonly string[],
  plot: (name: string) => string | null,
): string {
  return plot(name) ?? schemeTableau10[Math.max(0, names.indexOf(name)) % schemeTableau10.length]!;
}
