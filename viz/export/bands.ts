import { functionalBoxplot } from '../../analysis/index.ts';
import { areaPath, linePath } from '../core/bands/area.ts';
import { placesForDepth } from '../core/bands/depth-places.ts';
import { maxRibbons } from '../core/bands/kinds.ts';
import { ribbonsOf } from '../core/bands/ribbons.ts';
import { rareOpacity, rareRows } from '../core/layout/rare-rows.ts';
import { isCrowded } from '../core/raster/detail.ts';
import { finish } from '../core/scale/steps.ts';
import type { PlotState } from '../state/plot.svelte.ts';
import type { Picture } from './picture.ts';
import { element, group, type Xml } from './xml.ts';

/** The spread of configurations, behind their lines. */
export function drawRibbons(plot: PlotState, { geometry, positions, theme }: Picture): Xml[] {
  const { axes, layout } = geometry;
  if (plot.front.length > maxRibbons) return [];
  const input = { table: plot.table, rows: plot.front, axes, positions, bands: plot.bands };
  const ribbons = ribbonsOf(input).map(({ row, upper, lower }) =>
    element('path', {
      d: areaPath(layout.axisX, upper, lower, plot.lines.curve),
      fill: plot.colorScale === null ? theme.accent : plot.rowColor(row),
      'fill-opacity': 0.16,
    }),
  );
  return ribbons.length === 0 ? [] : [group({ transform: `translate(0 ${layout.top})` }, ribbons)];
}

/** The functional box plot of the selected rows, in front of their lines. */
export function drawBoxPlot(plot: PlotState, { geometry, positions, theme }: Picture): Xml[] {
  if (plot.bands !== 'boxplot') return [];
  const { axes, layout } = geometry;
  const places = placesForDepth(axes, positions);
  const found = functionalBoxplot(places, plot.selection);
  if (found === null) return [];
  const { curve } = plot.lines;
  const { accent: stroke, surface, ink } = theme;
  const median = linePath(
    layout.axisX,
    places.map((values) => values[found.median]!),
    curve,
  );
  return [
    group({ transform: `translate(0 ${layout.top})`, fill: 'none' }, [
      element('path', {
        d: areaPath(layout.axisX, found.lowest, found.highest, curve),
        ...{ stroke, 'stroke-dasharray': '5 3' },
      }),
      element('path', {
        d: areaPath(layout.axisX, found.low, found.high, curve),
        ...{ stroke, fill: stroke, 'fill-opacity': 0.3 },
      }),
      element('path', { d: median, stroke: surface, 'stroke-width': 6 }),
      element('path', { d: median, stroke: ink, 'stroke-width': 2.6 }),
    ]),
  ];
}

/** The lines that run apart from the others, if these are a crowd. */
export function drawRareLines(plot: PlotState, { geometry, positions, theme }: Picture): Xml[] {
  const { layout } = geometry;
  const { width, curve } = plot.lines;
  if (!isCrowded(plot.front.length, plot.lines)) return [];
  const rows = finish(rareRows({ positions, rows: plot.front, length: layout.axisLength }));
  const lines = Array.from(rows, (row) => {
    const y = positions.map((position) => position[row]!);
    const stroke = plot.colorScale === null ? theme.accent : plot.rowColor(row);
    return element('path', { d: linePath(layout.axisX, y, curve), stroke, 'stroke-width': width });
  });
  if (lines.length === 0) return [];
  const look = { fill: 'none', 'stroke-opacity': rareOpacity(plot.front.length, plot.lines) };
  return [group({ transform: `translate(0 ${layout.top})`, ...look }, lines)];
}
