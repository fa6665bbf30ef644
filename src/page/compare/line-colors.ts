import { lab } from 'd3';
import { categoryColors } from '../../../viz/index.ts';

/** Distance in CIELAB below which thin lines are hard to tell apart. */
const MIN_DISTANCE = 25;

/** The colours of the plot if they can be distinguished, else one per line. */
export function lineColors(colors: readonly string[]): readonly string[] {
  const places = colors.map((color) => lab(color));
  const isDistinct = places.every((a, at) =>
    places.slice(at + 1).every((b) => Math.hypot(a.l - b.l, a.a - b.a, a.b - b.b) >= MIN_DISTANCE),
  );
  return isDistinct ? colors : categoryColors(colors.length);
}
