import type { SequentialPalette } from '../core/color/palette.ts';
import type { ScaleType } from '../core/scale/scale-types.ts';
import type { PlotDomain, PlotSettings } from './types.ts';

/** The settings of a HiPlot experiment, and what they cannot express. */
export interface HiPlotSettings {
  readonly settings: PlotSettings;
  /** Each as a full sentence. */
  readonly leftOut: readonly string[];
}

const scaleTypes: Readonly<Record<string, ScaleType | undefined>> = {
  numeric: 'linear',
  numericlog: 'log',
  numericpercentile: 'percentile',
  timestamp: 'time',
  categorical: 'category',
};

const ramps: Readonly<Record<string, SequentialPalette | undefined>> = {
  interpolateViridis: 'viridis',
  interpolateCividis: 'cividis',
  interpolateMagma: 'magma',
  interpolateTurbo: 'turbo',
  interpolateBlues: 'blues',
};

/**
 * Reads the definitions of a HiPlot experiment (its JSON, as `Experiment.to_json` writes it): the scale, colours and range of
 * each column, the columns of colours and of weights, the colour map, and the order, the hidden and the inverted axes of its parallel plot.
 * Values of another type than HiPlot's are skipped.
 */
export function settingsOfHiPlot(experiment: unknown): HiPlotSettings {
  const leftOut: string[] = [];
  const scales = new Map<string, ScaleType>();
  const colors = new Map<string, ReadonlyMap<string, string>>();
  const domains = new Map<string, PlotDomain>();
  for (const [name, definition] of entriesOf(memberOf(experiment, 'parameters_definition'))) {
    const type = memberOf(definition, 'type');
    const scale = typeof type === 'string' ? scaleTypes[type] : undefined;
    if (scale !== undefined) scales.set(name, scale);
    else if (typeof type === 'string') leftOut.push(`The scale "${type}" of "${name}" is left out.`);
    const own = entriesOf(memberOf(definition, 'colors')).filter(isText);
    if (own.length > 0) colors.set(name, new Map(own));
    const range = memberOf(definition, 'force_range');
    if (isRange(range)) domains.set(name, { min: Math.min(...range), max: Math.max(...range) });
    if (typeof memberOf(definition, 'colormap') === 'string')
      leftOut.push(`The colour map of "${name}" is left out.`);
  }
  const plot = memberOf(memberOf(experiment, 'display_data'), 'PARALLEL_PLOT');
  const colorBy = memberOf(experiment, 'colorby');
  const map = memberOf(experiment, 'colormap');
  const ramp = typeof map === 'string' ? ramps[map] : undefined;
  if (typeof map === 'string' && ramp === undefined) leftOut.push(`The colour map "${map}" is left out.`);
  const weight = memberOf(experiment, 'weightcolumn');
  const settings: PlotSettings = {
    ...(scales.size > 0 && { scales }),
    ...(colors.size > 0 && { colors }),
    ...(domains.size > 0 && { domains }),
    ...(typeof colorBy === 'string' && { colorBy }),
    ...(ramp !== undefined && { palette: { ramp } }),
    ...(typeof weight === 'string' && { weight }),
    ...namesIn(plot, 'order', 'order'),
    ...namesIn(plot, 'hide', 'hidden'),
    ...namesIn(plot, 'invert', 'inverted'),
  };
  return { settings, leftOut };
}

function namesIn(plot: unknown, key: string, setting: 'order' | 'hidden' | 'inverted'): PlotSettings {
  const value = memberOf(plot, key);
  if (!Array.isArray(value)) return {};
  const names = value.filter((name) => typeof name === 'string');
  return names.length > 0 ? { [setting]: names } : {};
}

function entriesOf(json: unknown): [string, unknown][] {
  return typeof json === 'object' && json !== null ? Object.entries(json) : [];
}

function memberOf(json: unknown, key: string): unknown {
  return entriesOf(json).find(([name]) => name === key)?.[1];
}

function isText(entry: [string, unknown]): entry is [string, string] {
  return typeof entry[1] === 'string';
}

function isRange(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isFinite) && value[0] !== value[1];
}
