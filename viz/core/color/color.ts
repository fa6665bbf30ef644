import { clamp, type Column, type NumberColumn, type Table } from '../../../history/index.ts';
import { boundLabel } from '../brush/bound-text.ts';
import { MAX_CATEGORIES, profileOf } from '../rows/columns.ts';
import { compileScale } from '../scale/compile-scale.ts';
import { laneOf } from '../layout/lanes.ts';
import { formatValue } from '../scale/format.ts';
import { categoryColors, defaultPalette, noValueColor, paletteColor, type Palette } from './palette.ts';
import { numericFraction, type FixedDomain } from '../scale/numeric-scale.ts';
import type { ScaleType } from '../scale/scale-types.ts';
import { numericPlacing, type NumericScale } from '../scale/scales.ts';
import { targetOf } from '../order/target.ts';
import { ticksOf } from '../scale/ticks.ts';

/** Colours along a range of numbers. */
export interface SequentialScale {
  readonly kind: 'sequential';
  readonly column: NumberColumn;
  /** Places numbers as the axis of the column does, whether or not that is inverted. */
  readonly scale: NumericScale;
  readonly palette: Palette;
}

/** One colour a category, or a level of a numeric column that is shown as categories. */
export interface CategoricalScale {
  readonly kind: 'categorical';
  readonly column: Column;
  readonly labels: readonly string[];
  readonly colors: readonly string[];
  readonly levels: Float64Array | null;
}

/** How rows get their colours. Made from the whole table: brushing never changes the colour of a row. */
export type ColorScale = SequentialScale | CategoricalScale;

/** What a legend shows. */
export type Legend =
  | {
      readonly kind: 'sequential';
      readonly column: string;
      /** Colours at even steps from low to high. */
      readonly stops: readonly string[];
      /** `at` from 0 (low) to 1 (high). */
      readonly ticks: readonly { readonly at: number; readonly label: string }[];
      readonly type: NumericScale['type'];
      /** The colour of rows without a value; null when every row has one. */
      readonly none: string | null;
    }
  | {
      readonly kind: 'categorical';
      readonly column: string;
      /** `value` is what a brush on the column takes in: a number, or the name of a category. */
      readonly entries: readonly {
        readonly label: string;
        readonly color: string;
        readonly value: string | number;
      }[];
      readonly none: string | null;
    };

/** The class of rows without a class. */
export const NO_CATEGORY = 0xffff;

/**
 * Which column gives the colour when nobody chose: a category that varies and whose colours can be told apart
 * (parameters first: it is what a comparison is about), else what runs are about, else any axis; null without axes.
 */
export function inferColorBy(table: Table, axes: readonly string[]): string | null {
  const columns = axes.flatMap((name) => table.columns.filter((column) => column.name === name));
  const few = columns.find(
    (column) => column.kind === 'category' && column.role === 'parameter' && column.categories.length <= 8,
  );
  const metrics = columns.filter((column) => column.role === 'metric' && profileOf(column).varies);
  return (few ?? targetOf(metrics) ?? columns.at(-1))?.name ?? null;
}

/**
 * The colour scale of `column`, logarithmic or by classes where its axis is. `places`: which of the colours each category
 * takes; those of their order in the column where nothing is said. `domain`: the ends of the axis, if somebody fixed them.
 */
export function createColorScale(
  column: Column,
  type: ScaleType,
  palette: Palette = defaultPalette,
  places?: ReadonlyMap<string, number>,
  domain?: FixedDomain,
): ColorScale | null {
  const { min, levels } = profileOf(column);
  if (column.kind === 'category') {
    const { categories: labels } = column;
    const all = categoryColors(Math.max(places?.size ?? 0, labels.length), palette.classes);
    const colors = labels.map((label, code) => all[places?.get(label) ?? code]!);
    return { kind: 'categorical', column, labels, colors, levels: null };
  }
  if (Number.isNaN(min)) return null;
  if (type === 'category' && levels !== null) {
    const labels = Array.from(levels, formatValue);
    const colors = labels.map((_, index) =>
      paletteColor(palette, labels.length === 1 ? 0.5 : index / (labels.length - 1)),
    );
    return { kind: 'categorical', column, labels, colors, levels };
  }
  if (type === 'category') return null;
  return {
    kind: 'sequential',
    column,
    scale: { ...numericPlacing(column, type, domain), ...legendBase },
    palette,
  };
}

/** Where a finite value lies on a ramp, from 0 to 1; mid-way where all values are one, at the end where it lies beyond. */
export function sequentialFraction({ scale }: SequentialScale, value: number): number {
  const fraction = numericFraction(scale, value);
  return scale.fixed ? clamp(fraction, 0, 1) : fraction;
}

/** The colour at a place of the ramp, from 0 to 1, as CSS. */
export function sequentialColor({ palette }: SequentialScale, fraction: number): string {
  return paletteColor(palette, fraction);
}

/** Per row where it lies on the ramp, from 0 to 1; NaN where it has no value. */
export function sequentialFractions({ column, scale }: SequentialScale): Float32Array {
  const { values, absence } = column;
  const find = compileScale(scale);
  const fractions = new Float32Array(values.length);
  for (let row = 0; row < fractions.length; row++) {
    const value = values[row]!;
    const isPlaced = value - value === 0 && (absence === null || absence[row] === 0);
    fractions[row] = isPlaced ? find(value) : NaN;
  }
  return fractions;
}

/** Per row the index of its class; `NO_CATEGORY` where it has none. */
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

/** The colour of one row, as CSS. */
export function rowColor(scale: ColorScale, row: number): string {
  const { column } = scale;
  if (laneOf(column, row) !== null) return noValueColor;
  if (scale.kind === 'sequential')
    return sequentialColor(scale, sequentialFraction(scale, scale.column.values[row]!));
  const at =
    column.kind === 'category' ? column.codes[row]! : (scale.levels?.indexOf(column.values[row]!) ?? -1);
  return scale.colors[at] ?? noValueColor;
}

/** The legend of a scale. */
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
  return {
    kind: 'sequential',
    column: name,
    stops: Array.from({ length: 17 }, (_, index) => sequentialColor(scale, index / 16)),
    ticks: values.map((value) => ({
      at: sequentialFraction(scale, value),
      label: boundLabel(scale.scale, value),
    })),
    type: scale.scale.type,
    none,
  };
}

/** Round values that leave room for the labels of both ends. */
function innerTicks(scale: SequentialScale): number[] {
  const { values } = ticksOf(scale.scale, 3, profileOf(scale.column).integer);
  const inner = values.filter((value) => {
    const at = sequentialFraction(scale, value);
    return at > 0.3 && at < 0.7;
  });
  return inner.slice(0, 1);
}

/** A legend as an axis: ticks need a length. */
const legendBase = { height: 220, inverted: false } as const;
