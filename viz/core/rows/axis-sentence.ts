import type { Extent } from '../brush/extent.ts';
import { boundInFull } from '../brush/bound-text.ts';
import type { AxisGeometry } from '../layout/geometry.ts';
import { SCALE_LABELS } from '../scale/scale-types.ts';
import { isEmptyScale, type AxisScale } from '../scale/scales.ts';
import { describeExtent } from './summary.ts';

/**
 * Describes an axis for screen readers: `loss, logarithmic, 0.01 to 2, inverted, selected 0.01 to 0.5 or missing`.
 * `extents`: its ranges, which select the values outside if `negated`.
 */
export function describeAxis(
  { name, scale }: Pick<AxisGeometry, 'name' | 'scale'>,
  extents: readonly Extent[],
  negated: boolean,
): string {
  const parts = [name, SCALE_LABELS[scale.type], describeEnds(scale)];
  if (scale.inverted) parts.push('inverted');
  if (extents.length > 0) {
    const ranges = extents.map((extent) => describeExtent(extent, (value) => valueText(scale, value)));
    parts.push(`${negated ? 'selected all but' : 'selected'} ${ranges.join(' or ')}`);
  }
  return parts.join(', ');
}

function describeEnds(scale: AxisScale): string {
  if (isEmptyScale(scale)) return 'no values';
  if (scale.type !== 'category') {
    const [low, high] = [scale.min, scale.max].map((value) => boundInFull(scale, value));
    return low === high ? `only ${low!}` : `${low!} to ${high!}`;
  }
  const { labels } = scale;
  return labels.length === 1
    ? `only ${labels[0]!}`
    : `${labels.length} from ${labels[0]!} to ${labels.at(-1)!}`;
}

function valueText(scale: AxisScale, value: number): string {
  return scale.type === 'category' ? String(value) : boundInFull(scale, value);
}
