import { extentFromPixels, pixelsFromExtent, type PixelRange } from '../../core/brush/brushing.ts';
import { splitByPlace } from '../../core/brush/contiguous.ts';
import { pickedLanes, toggleLane, type Extent } from '../../core/brush/extent.ts';
import type { AxisGeometry } from '../../core/layout/geometry.ts';
import { joinRanges } from '../../core/brush/ranges.ts';
import type { Lane } from '../../core/layout/lanes.ts';
import type { PlotState } from '../../state/plot.svelte.ts';

/** The same array for all axes without ranges, which a brush of another axis does not change. */
const noExtents: readonly Extent[] = [];

/** The ranges of an axis, and the operations on them. */
export class AxisBrushes {
  readonly #plot: PlotState;
  readonly #axis: () => AxisGeometry;

  /** Each covers one contiguous part of the axis. */
  readonly extents = $derived.by(() => {
    const { name, scale } = this.#axis();
    return splitByPlace(scale, this.#plot.brushes.get(name) ?? noExtents);
  });
  /** The positions of the ranges; null for one without a position on the axis. */
  readonly pixels: readonly (PixelRange | null)[] = $derived.by(() =>
    this.extents.map((extent) => pixelsFromExtent(this.#axis(), extent)),
  );
  /** The lanes that the ranges include. */
  readonly lanes: readonly Lane[] = $derived.by(() => this.extents.flatMap(pickedLanes));
  /** Whether values outside the ranges are selected instead. */
  readonly negated = $derived.by(() => this.#plot.negated.has(this.#axis().name));

  constructor(plot: PlotState, axis: () => AxisGeometry) {
    this.#plot = plot;
    this.#axis = axis;
  }

  /** Whether the position `y` on the axis is selected. */
  selects(y: number): boolean {
    const isInside = this.pixels.some(
      (range) => range !== null && y >= range[0] - 0.5 && y <= range[1] + 0.5,
    );
    return isInside !== this.negated;
  }

  /** Replaces the range at `index`, or adds one if there is none. */
  set(index: number, extent: Extent): void {
    const { extents } = this;
    const changed = index < extents.length ? extents.with(index, extent) : [...extents, extent];
    this.#plot.setRanges(this.#axis().name, changed);
  }
  drag(index: number, range: PixelRange): void {
    this.set(index, extentFromPixels(this.#axis(), range));
  }
  /** Ends a drag: merges the range `held` with those that it overlaps. */
  join(held: number): void {
    const result = joinRanges(this.pixels, held);
    if (result !== null && result.joined.size > 1) {
      const apart = this.extents.filter((_, index) => !result.joined.has(index));
      this.#plot.setRanges(this.#axis().name, [...apart, extentFromPixels(this.#axis(), result.whole)]);
    }
    this.#plot.endGesture();
  }

  /** Replaces the ranges in one undo step. */
  replace(extents: readonly Extent[]): void {
    this.#plot.endGesture();
    this.#plot.setRanges(this.#axis().name, extents);
    this.#plot.endGesture();
  }
  /** Toggles the rows of a lane, in one undo step. */
  toggleLane(lane: Lane): void {
    this.replace(toggleLane(this.#plot.brushes.get(this.#axis().name) ?? [], lane));
  }
  clear(): void {
    this.replace([]);
  }
  remove(index: number): void {
    this.replace(this.extents.filter((_, at) => at !== index));
  }
  /** Adds a range over the whole axis if there is none. */
  ensure(): void {
    const axis = this.#axis();
    if (this.extents.length === 0) this.replace([extentFromPixels(axis, [0, axis.scale.height])]);
  }
}
