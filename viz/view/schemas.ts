import { CATEGORICAL_PALETTES, SEQUENTIAL_PALETTES } from '../core/color/palette.ts';
import { LANES } from '../core/layout/lanes.ts';
import { PLOT_BANDS } from '../core/bands/kinds.ts';
import { OVERLAYS } from '../core/overlays.ts';
import { defaultStyle, LINE_LIMITS, LINE_MODES } from '../core/raster/style.ts';
import { SCALE_TYPES } from '../core/scale/scale-types.ts';
import {
  between,
  boolean,
  listOf,
  nullable,
  number,
  objectOf,
  oneOf,
  optional,
  refined,
  text,
  variantOf,
  wholeFrom,
  withDefault,
} from './check.ts';

const lanes = optional(listOf(oneOf(LANES)));
const column = text;

export const brushSchema = variantOf('kind', {
  range: objectOf({ column, kind: oneOf(['range']), min: number, max: number, lanes }),
  categories: objectOf({ column, kind: oneOf(['categories']), values: listOf(text), lanes }),
  lanes: objectOf({ column, kind: oneOf(['lanes']), lanes }),
});

/** The fixed limits of an axis. */
const domainShape = { min: number, max: number };

const angleAxis = objectOf({
  column,
  scale: oneOf(SCALE_TYPES),
  inverted: boolean,
  domain: optional(objectOf(domainShape)),
});

export const angleSchema = objectOf({
  left: angleAxis,
  right: angleAxis,
  min: number,
  max: number,
  negated: boolean,
});

/** The parts of a view that define the filter. */
export const filterShape = {
  /** A column can occur several times, once per range. */
  brushes: listOf(brushSchema),
  negated: withDefault(listOf(column), []),
  angles: withDefault(listOf(angleSchema), []),
  combine: withDefault(oneOf(['all', 'any']), 'all'),
  condition: optional(text),
};

export const stepSchema = objectOf({ action: oneOf(['keep', 'exclude']), ...filterShape });

export const scaleSchema = objectOf({ column, type: oneOf(SCALE_TYPES) });
export const categoryOrderSchema = objectOf({ column, names: listOf(text) });
export const domainSchema = refined(
  objectOf({ column, ...domainShape }),
  ({ min, max }) => min < max,
  'min must be less than max',
);
export const bandsSchema = oneOf(PLOT_BANDS);
export const overlaySchema = oneOf(OVERLAYS);
export const rampShape = { ramp: oneOf(SEQUENTIAL_PALETTES), reversed: boolean };
export const rampSchema = objectOf(rampShape);
export const classesSchema = oneOf(CATEGORICAL_PALETTES);
export const lineShape = {
  width: withDefault(between(LINE_LIMITS.width.min, LINE_LIMITS.width.max), defaultStyle.width),
  opacity: withDefault(nullable(between(LINE_LIMITS.opacity.min, 1)), defaultStyle.opacity),
  curve: withDefault(between(0, 1), defaultStyle.curve),
  mode: withDefault(oneOf(LINE_MODES), defaultStyle.mode),
};
export const objectiveSchema = objectOf({
  metric: column,
  direction: optional(oneOf(['min', 'max'])),
});
export const bestSchema = objectOf({ count: wholeFrom(1), by: optional(column) });
