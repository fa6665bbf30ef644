import { scaleLinear, scaleLog, scalePoint } from 'd3';
import type { ConditionalMean, Group } from '../../../analysis/importance/index.ts';
import { MISSING, PRESENT, type Column } from '../../../history/index.ts';
import { formatValue } from '../../../viz/index.ts';
import { describeGroup } from './describe.ts';

/** Where a parameter's values lie along the x axis, in pixels: finite numbers on a scale, all others in slots. */
export interface SliceAxis {
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
  /** Where a row's value lies. */
  xOf(row: number): number;
  /** Where a group's mean lies, and whether it is in a slot rather than on the scale. */
  placeOf(group: Group): { readonly x: number; readonly isSlot: boolean };
  /** The width of a slot. */
  readonly step: number;
}

/** Positive numbers over at least this ratio are on a logarithmic scale. */
const LOG_RATIO = 100;
const MIN_SLOT = 34;

export function sliceAxis(
  column: Column,
  means: readonly ConditionalMean[],
  left: number,
  right: number,
): SliceAxis {
  const numbers = means.flatMap(({ group }) => (group.kind === 'range' ? [group] : []));
  const slots = means.flatMap(({ group }) => (group.kind === 'range' ? [] : [describeGroup(group)]));
  const share = numbers.length === 0 ? 1 : Math.min(0.5, (slots.length * MIN_SLOT) / (right - left));
  const border = right - (right - left) * (slots.length === 0 ? 0 : share);
  const low = Math.min(...numbers.map((each) => each.low));
  const high = Math.max(...numbers.map((each) => each.high));
  const isLog = low > 0 && high / low >= LOG_RATIO;
  const scale = (isLog ? scaleLog() : scaleLinear()).domain([low, high]).range([left, border - 12]);
  const points = scalePoint(slots, [border, right]).padding(0.5);
  const slotOf = (label: string) => points(label) ?? border;
  const every = Math.max(1, Math.ceil((slots.length * MIN_SLOT) / (right - border)));
  const count = Math.max(2, Math.floor((border - left) / 70));
  const numberTicks =
    numbers.length === 0
      ? []
      : low === high
        ? [low]
        : isLog
          ? scaleLog()
              .domain([low, high])
              .ticks(count)
              .filter((tick) => Number.isInteger(Math.log10(tick)))
          : scale.ticks(count);
  return {
    ticks: [
      ...numberTicks.map((tick) => ({ x: scale(tick), label: formatValue(tick) })),
      ...slots.filter((_, at) => at % every === 0).map((label) => ({ x: slotOf(label), label })),
    ],
    xOf(row) {
      const absence = column.absence?.[row] ?? PRESENT;
      if (absence !== PRESENT) return slotOf(absence === MISSING ? 'missing' : 'not applicable');
      if (column.kind === 'category') return slotOf(column.categories[column.codes[row]!]!);
      const value = column.values[row]!;
      return Number.isFinite(value) ? scale(value) : slotOf(String(value));
    },
    placeOf(group) {
      if (group.kind !== 'range') return { x: slotOf(describeGroup(group)), isSlot: true };
      return { x: (scale(group.low) + scale(group.high)) / 2, isSlot: false };
    },
    step: points.step(),
  };
}
