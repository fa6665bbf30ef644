import { categoryColors, type CategoricalPalette } from '../../../viz/index.ts';

/**
 * The activations whose colour is the same on every page, with the way PyTorch prints their modules. The palette's own
 * colours are for the first ones.
 */
const MODULES: readonly (readonly [name: string, ...printed: string[]])[] = [
  ['relu', 'ReLU()'],
  ['tanh', 'Tanh()'],
  ['leaky_relu', 'LeakyReLU()', 'LeakyReLU(negative_slope=0.01)'],
  ['sigmoid', 'Sigmoid()'],
  ['gelu', 'GELU()', "GELU(approximate='none')"],
  ['elu', 'ELU()', 'ELU(alpha=1.0)'],
  ['silu', 'SiLU()'],
  ['selu', 'SELU()'],
  ['prelu', 'PReLU()', 'PReLU(num_parameters=1)'],
  ['relu6', 'ReLU6()'],
  ['celu', 'CELU()', 'CELU(alpha=1.0)'],
  ['gelu_tanh', "GELU(approximate='tanh')"],
  ['mish', 'Mish()'],
  ['softplus', 'Softplus()', 'Softplus(beta=1, threshold=20)', 'Softplus(beta=1.0, threshold=20.0)'],
  ['softsign', 'Softsign()'],
  ['hard_sigmoid', 'Hardsigmoid()'],
  ['hard_tanh', 'Hardtanh()', 'Hardtanh(min_val=-1.0, max_val=1.0)'],
  ['hard_swish', 'Hardswish()'],
  ['gcu'],
  ['linear', 'Identity()'],
];

/** The index of the colour of each activation, by every spelling: importers shorten `ReLU()` to `ReLU`. */
const places: ReadonlyMap<string, number> = new Map(
  MODULES.flatMap((spellings, place) =>
    spellings.flatMap((each) => [[each, place] as const, [each.replace(/\(\)$/, ''), place] as const]),
  ),
);

/** The fixed colours of a column of activations, such as `activation` or `module__activation`; see `PlotState.fixedClasses`. */
export function activationPlaces(column: string): ReadonlyMap<string, number> | undefined {
  return /(?:^|[_.])activation$/i.test(column) ? places : undefined;
}

/**
 * The colour of an activation throughout the page: the plot's if it colours by activation, else its fixed one.
 *
 * @param names the names in the catalogue, for the colours of activations without a fixed one
 * @param plot null if the plot has no colour for it
 */
export function activationColor(
  name: string,
  names: readonly string[],
  palette: CategoricalPalette,
  plot: (name: string) => string | null,
): string {
  const known = plot(name);
  if (known !== null) return known;
  const place = places.get(name) ?? MODULES.length + Math.max(0, names.indexOf(name));
  return categoryColors(place + 1, palette)[place]!;
}
