import type { Legend } from '../core/color/color.ts';
import { label, labelWidth } from './label.ts';
import type { PictureTheme } from './theme.ts';
import { element, type Xml } from './xml.ts';

/** A legend and its height. */
export interface DrawnLegend {
  readonly height: number;
  readonly parts: readonly Xml[];
}

const size = 12;
const lineHeight = 20;
const swatch = 10;
const space = 14;
const margin = 16;
const rampWidth = 220;
/** More entries are only counted. */
const maxEntries = 60;

/** The legend in the given width; empty for a single colour. */
export function drawLegend(
  legend: Legend | null,
  width: number,
  theme: PictureTheme,
  titleOf = (name: string) => name,
): DrawnLegend {
  if (legend === null) return { height: 0, parts: [] };
  const flow = createFlow(width, theme);
  flow.add(titleOf(legend.column), null, theme.inkSoft);
  if (legend.kind === 'sequential') {
    flow.addRamp(legend);
  } else {
    for (const { label: name, color } of legend.entries.slice(0, maxEntries)) flow.add(name, color);
    const more = legend.entries.length - maxEntries;
    if (more > 0) flow.add(`and ${more.toLocaleString('en')} more`, null, theme.inkSoft);
  }
  if (legend.none !== null) flow.add('no value', legend.none);
  return flow.finish();
}

/** Lays out entries from left to right, with line breaks. */
function createFlow(width: number, theme: PictureTheme) {
  const parts: Xml[] = [];
  let [x, y, lowest] = [margin, 4, 0];

  /** The position of the next entry of this size. */
  function place(wide: number, tall: number): readonly [number, number] {
    if (x > margin && x + wide > width - margin) [x, y] = [margin, lowest];
    const at = [x, y] as const;
    x += wide + space;
    lowest = Math.max(lowest, y + tall);
    return at;
  }

  function add(name: string, color: string | null, fill: string = theme.ink): void {
    const before = color === null ? 0 : swatch + 5;
    const [left, top] = place(before + Math.min(labelWidth(name, size), 240), lineHeight);
    if (color !== null) {
      parts.push(element('rect', { x: left, y: top + 2, width: swatch, height: swatch, rx: 3, fill: color }));
    }
    parts.push(label(name, size, { x: left + before, y: top + 11, fill }, 240));
  }

  function addRamp({ stops, ticks }: Legend & { readonly kind: 'sequential' }): void {
    const [left, top] = place(rampWidth + 3 * margin, lineHeight + 14);
    const x = left + margin;
    const colors = stops.map((color, index) =>
      element('stop', { offset: index / (stops.length - 1), 'stop-color': color }),
    );
    parts.push(
      element('linearGradient', { id: 'heddle-ramp' }, ...colors),
      element('rect', { x, y: top + 2, width: rampWidth, height: swatch, rx: 3, fill: 'url(#heddle-ramp)' }),
      ...ticks.map((tick) =>
        label(tick.label, 11, {
          x: x + tick.at * rampWidth,
          y: top + 26,
          'text-anchor': 'middle',
          fill: theme.ink,
        }),
      ),
    );
  }

  return { add, addRamp, finish: (): DrawnLegend => ({ height: lowest + 8, parts }) };
}
