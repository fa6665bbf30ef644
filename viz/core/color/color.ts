import { clamp, type Column, type NumberColumn, type Table } from '../../../history/index.ts';
import { boundInFull, boundLabel } from '../brush/bound-text.ts';
import { MAX_CATEGORIES, profileOf } from '../rows/columns.ts';
import { compileScale } from '../scale/compile-scale.ts';
import { laneOf } from '../layout/lanes.ts';
import { distinctTexts, formatValue } from '../scale/format.ts';
import { categoryColors, defaultPalette, noValueColor, paletteColor, type Palette } from './palette.ts';
import { ownColor, ownRamp, type OwnColors } from './own-colors.ts';
import { numericFraction, type FixedDomain } from '../scale/numeric-scale.ts';
import type { ScaleType } from '../scale/scale-types.ts';
import { numericPlacing, type NumericScale } from '../scale/scales.ts';
import { coverage, isBoolean, isIncidental } from '../order/suitability.ts';
import { isObjective, targetOf } from '../order/target.ts';
import { ticksOf } from '../scale/ticks.ts';

/** A sequential scale: numbers to colours. */
export interface SequentialScale {
  readonly kind: 'sequential';
  readonly column: NumberColumn;
  /** The scale of the column's axis, never inverted. */
  readonly scale: NumericScale;
  readonly palette: Palette;
  /** The ramp in place of the palette's, from 0 (low) to 1 (high). */
  readonly ramp?: ((at: number) => string) | undefined;
}

/** A categorical scale: one colour per category, or per value of a numeric column that is shown as categories. */
export interface CategoricalScale {
  readonly kind: 'categorical';
  readonly column: Column;
  readonly labels: readonly string[];
  readonly colors: readonly string[];
  readonly levels: Float64Array | null;
}

/** The scale of row colours. It depends on the whole table, so brushing never changes a row's colour. */
export type ColorScale = SequentialScale | CategoricalScale;

/** The content of a legend. */
export type Legend =
  | {
      readonly kind: 'sequential';
      readonly column: string;
      /** Evenly spaced colours from low to high. */
      readonly stops: readonly string[];
      /** `at` from 0 (low) to 1 (high). */
      readonly ticks: readonly { readonly at: number; readonly label: string }[];
      readonly type: NumericScale['type'];
      /** The colour of rows without a value; null if every row has one. */
      readonly none: string | null;
    }
  | {
      readonly kind: 'categorical';
      readonly column: string;
      /** `value` is the value that a click selects: a number, or the name of a category. */
      readonly entries: readonly {
        readonly label: string;
        readonly color: string;
        readonly value: string | number;
      }[];
      readonly none: string | null;
    };

/** The code of rows without a category. */
export const NO_CATEGORY = 0xffff;

/**
 * The default column for colours among the visible `axes`: the target among metrics that vary, else a categorical parameter
 * with few categories, else the last axis. Columns that hardly any row has, booleans, identifiers, host names, paths and
 * times of day are never chosen. Null if no column remains.
 */
export function inferColorBy(table: Table, axes: readonly string[], objective?: string): string | null {
  const columns = axes
    .flatMap((name) => table.columns.filter((column) => column.name === name))
    .filter((column) => coverage(column) >= minCoverage && !isIncidental(column));
  const target = targetOf(
    columns.filter(
      (column) => (column.name === objective || isObjective(column)) && profileOf(column).varies,
    ),
    objective,
  );
  const telling = columns.filter((column) => !isBoolean(column));
  const few = telling.find(
    (column) => column.kind === 'category' && column.role === 'parameter' && column.categories.length <= 8,
  );
  return (target ?? few ?? telling.at(-1))?.name ?? null;
}

/** Minimum fraction of rows with a value for a column to be chosen for colours. */
const minCoverage = 0.05;

/**
 * Creates the colour scale of `column`, with the type of its axis. `places`: the colour index of each category; by default
 * its index in the column. `domain`: the fixed axis limits, if any. `own`: colours in place of the palette's. Returns null if the column has no values to colour.
 */
export function createColorScale(
  column: Column,
  type: ScaleType,
  palette: Palette = defaultPalette,
  places?: ReadonlyMap<string, number>,
  domain?: FixedDomain,
  own?: OwnColors,
): ColorScale | null {
  const { min, levels } = profileOf(column);
  if (column.kind === 'category') {
    const { categories: labels } = column;
    const all = categoryColors(Math.max(places?.size ?? 0, labels.length), palette.classes);
    const colors = labels.map(
      (label, code) => ownColor(own, label, code) ?? all[places?.get(label) ?? code]!,
    );
    return { kind: 'categorical', column, labels, colors, levels: null };
  }
  if (Number.isNaN(min)) return null;
  const ramp = ownRamp(own);
  if (type === 'category' && levels !== null) {
    const labels = Array.from(levels, formatValue);
    const colors = labels.map((label, index) => {
      const at = labels.length === 1 ? 0.5 : index / (labels.length - 1);
      const named = ramp === undefined ? ownColor(own, label, index) : undefined;
      return named ?? rampColor({ palette, ramp }, at);
    });
    return { kind: 'categorical', column, labels, colors, levels };
  }
  if (type === 'category') return null;
  return {
    kind: 'sequential',
    column,
    scale: { ...numericPlacing(column, type, domain), ...legendBase },
    palette,
    ramp,
  };
}

/** The fraction of a finite value, 0 to 1; ½ if all values are equal. Values beyond fixed limits are clamped. */
function sequentialFraction({ scale }: SequentialScale, value: number): number {
  const fraction = numericFraction(scale, value);
  return scale.fixed ? clamp(fraction, 0, 1) : fraction;
}

/** The CSS colour at a fraction from 0 to 1. */
export function sequentialColor(scale: SequentialScale, fraction: number): string {
  return rampColor(scale, fraction);
}

function rampColor({ palette, ramp }: Pick<SequentialScale, 'palette' | 'ramp'>, at: number): string {
  return ramp === undefined ? paletteColor(palette, at) : ramp(palette.reversed ? 1 - at : at);
}

/** The fraction of each row, 0 to 1; NaN for rows without a value. */
export function sequentialFractions({ column, scale }: SequentialScale): Float32Array {
  const { values, absence } = column;
  const fractionOf = compileScale(scale);
  const fractions = new Float32Array(values.length);
  for (let row = 0; row < fractions.length; row++) {
    const value = values[row]!;
    const isPlaced = value - value === 0 && (absence === null || absence[row] === 0);
    fractions[row] = isPlaced ? fractionOf(value) : NaN;
  }
  return fractions;
}

/** The category index of each row; `NO_CATEGORY` for rows without one. */
export function categoryCodes({ column, levels }: CategoricalScale): Uint16Array {
  const index = new Map(Array.from(levels ?? [], (level, at) => [level, at]));
  const length = column.kind === 'number' ? column.values.length : column.codes.length;
  const codes = new Uint16Array(length).fill(NO_CATEGORY);
  for (let row = 0; row < length; row++) {
    if (column.absence?.[row]) continue;
    codes[row] =
      column.kind === 'category' ? column.codes[row]! : (index.get(column.values[row]!) ?? NO_CATEGORY);
  }
  return codes;
}

/** The CSS colour of one row. */
export function rowColor(scale: ColorScale, row: number): string {
  const { column } = scale;
  if (laneOf(column, row) !== null) return noValueColor;
  if (scale.kind === 'sequential')
    return sequentialColor(scale, sequentialFraction(scale, scale.column.values[row]!));
  const at =
    column.kind === 'category' ? column.codes[row]! : (scale.levels?.indexOf(column.values[row]!) ?? -1);
  return scale.colors[at] ?? noValueColor;
}

/** Creates the legend of a scale. */
export function createLegend(scale: ColorScale): Legend {
  const { name } = scale.column;
  const none = profileOf(scale.column).lanes.size > 0 ? noValueColor : null;
  if (scale.kind === 'categorical') {
    const entries = scale.labels.map((label, index) => ({
      label,
      color: scale.colors[index]!,
      value: scale.levels?.[index] ?? label,
    }));
    return { kind: 'categorical', column: name, entries: entries.slice(0, MAX_CATEGORIES), none };
  }
  const { min, max } = scale.scale;
  const values = min < max ? [min, ...innerTicks(scale), max] : [min];
  const labels = distinctTexts(
    values,
    (value) => boundLabel(scale.scale, value),
    (value) => boundInFull(scale.scale, value),
  );
  return {
    kind: 'sequential',
    column: name,
    stops: Array.from({ length: 17 }, (_, index) => sequentialColor(scale, index / 16)),
    ticks: values.map((value, index) => ({ at: sequentialFraction(scale, value), label: labels[index]! })),
    type: scale.scale.type,
    none,
  };
}

/** Round values that do not collide with the labels of both ends. */
function innerTicks(scale: SequentialScale): number[] {
  const { values } = ticksOf(scale.scale, 3, profileOf(scale.column).integer);
  const inner = values.filter((value) => {
    const at = sequentialFraction(scale, value);
    return at > 0.3 && at < 0.7;
  });
  return inner.slice(0, 1);
}

/** The dimensions of a legend as an axis, to compute its ticks. */
const legendBase = { height: 220, inverted: false } as const;
