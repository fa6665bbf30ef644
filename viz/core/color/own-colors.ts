import { interpolateLab, piecewise } from 'd3';

/**
 * The colours that the embedding page gives a column, as CSS: of categories by name, or in the order of the data; of numbers
 * a ramp of at least two, from low to high.
 */
export type OwnColors = readonly string[] | ReadonlyMap<string, string>;

/** The colours of no column. */
export const noOwnColors: ReadonlyMap<string, OwnColors> = new Map();

/** The ramp of a list of colours; undefined for colours by name. */
export function ownRamp(own: OwnColors | undefined): ((at: number) => string) | undefined {
  return Array.isArray(own) && own.length >= 2
    ? piecewise(interpolateLab, own as readonly string[] as string[])
    : undefined;
}

/** The colour of a category; undefined if it has none of its own. */
export function ownColor(own: OwnColors | undefined, name: string, index: number): string | undefined {
  return own instanceof Map
    ? (own as ReadonlyMap<string, string>).get(name)
    : (own as readonly string[])?.[index];
}
