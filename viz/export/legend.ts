import type { Legend } from '../core/color/color.ts';
import { legendBar } from '../core/color/legend-ticks.ts';
import { shortNames } from '../core/layout/short-names.ts';
import { label, labelWidth, lettersIn, tickSize } from './label.ts';
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
/** More entries are only counted. */
const maxEntries = 60;
const maxEntryWidth = 240;

/** The legend in the given width; empty for a single colour. */
export function drawLegend(
  legend: Legend | null,
  width: number,
  theme: PictureTheme,
  titleOf = (name: string) => name,
): DrawnLegend {
  if (legend === null) return { height: 0, parts: [] };
  const flow = createFlow(width, theme);
  if (legend.column !== '') flow.add(titleOf(legend.column), null, theme.inkSoft);
  if (legend.kind === 'sequential') {
    flow.addRamp(legend);
  } else {
    const entries = legend.entries.slice(0, maxEntries);
    const names = shortNames(
      entries.map((entry) => entry.label),
      lettersIn(maxEntryWidth, size),
    );
    for (const [index, { color }] of entries.entries()) flow.add(names[index]!, color);
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
    const [left, top] = place(before + Math.min(labelWidth(name, size), maxEntryWidth), lineHeight);
    if (color !== null) {
      parts.push(element('rect', { x: left, y: top + 2, width: swatch, height: swatch, rx: 3, fill: color }));
    }
    parts.push(label(name, size, { x: left + before, y: top + 11, fill }, maxEntryWidth));
  }

  function addRamp(legend: Legend & { readonly kind: 'sequential' }): void {
    const bar = legendBar(legend, (content) => labelWidth(content, tickSize));
    const [x, top] = place(bar.width, lineHeight + 14);
    const colors = legend.stops.map((color, index) =>
      element('stop', { offset: index / (legend.stops.length - 1), 'stop-color': color }),
    );
    parts.push(
      element('linearGradient', { id: 'heddle-ramp' }, ...colors),
      element('rect', { x, y: top + 2, width: bar.width, height: swatch, rx: 3, fill: 'url(#heddle-ramp)' }),
      ...bar.ticks.map((tick) =>
        label(tick.label, tickSize, {
          x: x + tick.x,
          y: top + 26,
          'text-anchor': tick.anchor,
          fill: theme.ink,
        }),
      ),
    );
  }

  return { add, addRamp, finish: (): DrawnLegend => ({ height: lowest + 8, parts }) };
}
