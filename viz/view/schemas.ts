import { z } from 'zod/mini';
import { CATEGORICAL_PALETTES, SEQUENTIAL_PALETTES } from '../core/color/palette.ts';
import { LANES } from '../core/layout/lanes.ts';
import { PLOT_BANDS } from '../core/bands/kinds.ts';
import { OVERLAYS } from '../core/overlays.ts';
import { defaultStyle, LINE_LIMITS, LINE_MODES } from '../core/raster/style.ts';
import { SCALE_TYPES } from '../core/scale/scale-types.ts';

const lanes = z.optional(z.array(z.enum(LANES)));
const column = z.string();

export const brushSchema = z.discriminatedUnion('kind', [
  z.strictObject({ column, kind: z.literal('range'), min: z.number(), max: z.number(), lanes }),
  z.strictObject({ column, kind: z.literal('categories'), values: z.array(z.string()), lanes }),
  z.strictObject({ column, kind: z.literal('lanes'), lanes }),
]);

/** The fixed limits of an axis. */
export const domainShape = { min: z.number(), max: z.number() };

const angleAxis = z.strictObject({
  column,
  scale: z.enum(SCALE_TYPES),
  inverted: z.boolean(),
  domain: z.optional(z.strictObject(domainShape)),
});

export const angleSchema = z.strictObject({
  left: angleAxis,
  right: angleAxis,
  min: z.number(),
  max: z.number(),
  negated: z.boolean(),
});

/** The parts of a view that define the filter. */
export const filterShape = {
  /** A column can occur several times, once per range. */
  brushes: z.array(brushSchema),
  negated: z._default(z.array(column), []),
  angles: z._default(z.array(angleSchema), []),
  combine: z._default(z.enum(['all', 'any']), 'all'),
  condition: z.optional(z.string()),
};

export const stepSchema = z.strictObject({ action: z.enum(['keep', 'exclude']), ...filterShape });

export const scaleSchema = z.strictObject({ column, type: z.enum(SCALE_TYPES) });
export const categoryOrderSchema = z.strictObject({ column, names: z.array(z.string()) });
export const domainSchema = z
  .strictObject({ column, ...domainShape })
  .check(z.refine(({ min, max }) => min < max, 'min must be less than max'));
const between = (min: number, max: number) => z.number().check(z.minimum(min), z.maximum(max));
export const bandsSchema = z.enum(PLOT_BANDS);
export const overlaySchema = z.enum(OVERLAYS);
export const rampSchema = z.strictObject({ ramp: z.enum(SEQUENTIAL_PALETTES), reversed: z.boolean() });
export const classesSchema = z.enum(CATEGORICAL_PALETTES);
export const lineShape = {
  width: z._default(between(LINE_LIMITS.width.min, LINE_LIMITS.width.max), defaultStyle.width),
  opacity: z._default(z.nullable(between(LINE_LIMITS.opacity.min, 1)), defaultStyle.opacity),
  curve: z._default(between(0, 1), defaultStyle.curve),
  mode: z._default(z.enum(LINE_MODES), defaultStyle.mode),
};
export const objectiveSchema = z.strictObject({
  metric: column,
  direction: z.optional(z.enum(['min', 'max'])),
});
export const bestSchema = z.strictObject({ count: z.int().check(z.minimum(1)), by: z.optional(column) });
