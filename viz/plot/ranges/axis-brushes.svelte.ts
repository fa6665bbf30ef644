import { extentFromPixels, pixelsFromExtent, type PixelRange } from '../../core/brush/brushing.ts';
import { splitByPlace } from '../../core/brush/contiguous.ts';
import { pickedLanes, type Extent } from '../../core/brush/extent.ts';
import type { AxisGeometry } from '../../core/layout/geometry.ts';
import type { Lane } from '../../core/layout/lanes.ts';
import { joinRanges } from '../../core/brush/ranges.ts';
import type { PlotState } from '../../state/plot.svelte.ts';

/** The ranges of one axis as it shows them, and every change of them. */
export class AxisBrushes {
  readonly #plot: PlotState;
  readonly #axis: () => AxisGeometry;

  /** Each covers one stretch of the axis. */
  readonly extents = $derived.by(() => {
    const { name, scale } = this.#axis();
    return splitByPlace(scale, this.#plot.brushes.get(name) ?? []);
  });
  /** Where they are; null for one that has no place on the axis. */
  readonly pixels: readonly (PixelRange | null)[] = $derived.by(() =>
    this.extents.map((extent) => pixelsFromExtent(this.#axis(), extent)),
  );
  /** The lanes that any of them takes in. */
  readonly lanes: readonly Lane[] = $derived.by(() => this.extents.flatMap(pickedLanes));
  /** Whether what lies outside of them is selected. */
  readonly negated = $derived.by(() => this.#plot.negated.has(this.#axis().name));

  constructor(plot: PlotState, axis: () => AxisGeometry) {
    this.#plot = plot;
    this.#axis = axis;
  }

  /** Whether what lies at this height is selected. */
  selects(y: number): boolean {
    const isInside = this.pixels.some(
      (range) => range !== null && y >= range[0] - 0.5 && y <= range[1] + 0.5,
    );
    return isInside !== this.negated;
  }

  /** Replaces one range, or adds it where the index is that of none. */
  set(index: number, extent: Extent): void {
    const { extents } = this;
    const changed = index < extents.length ? extents.with(index, extent) : [...extents, extent];
    this.#plot.setRanges(this.#axis().name, changed);
  }
  drag(index: number, range: PixelRange): void {
    this.set(index, extentFromPixels(this.#axis(), range));
  }
  /** Ranges that overlap when one is let go become one. */
  join(held: number): void {
    const result = joinRanges(this.pixels, held);
    if (result !== null && result.joined.size > 1) {
      const apart = this.extents.filter((_, index) => !result.joined.has(index));
      this.#plot.setRanges(this.#axis().name, [...apart, extentFromPixels(this.#axis(), result.whole)]);
    }
    this.#plot.endGesture();
  }

  /** A change of the ranges that is a whole: it can be undone alone. */
  replace(extents: readonly Extent[]): void {
    this.#plot.endGesture();
    this.#plot.setRanges(this.#axis().name, extents);
    this.#plot.endGesture();
  }
  clear(): void {
    this.replace([]);
  }
  remove(index: number): void {
    this.replace(this.extents.filter((_, at) => at !== index));
  }
  /** A range over the whole axis where there is none. */
  ensure(): void {
    const axis = this.#axis();
    if (this.extents.length === 0) this.replace([extentFromPixels(axis, [0, axis.scale.height])]);
  }
}
