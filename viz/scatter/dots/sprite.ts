/** A small disc in device pixels, with an anti-aliased edge. */
export interface Sprite {
  /** Offsets of pixels from the centre, and how much of each the disc covers, from 0 to 255. */
  readonly dx: Int8Array;
  readonly dy: Int8Array;
  readonly coverage: Uint8Array;
  /** Pixels from the centre to the farthest one. */
  readonly reach: number;
}

/** Pixels that are covered less are left out. */
const minCoverage = 0.08;

/**
 * A disc of `radius` device pixels. `opacity`: that of its inside, from 0 to 1. With `isHard`, pixels are covered wholly or
 * not at all, which is faster to paint.
 */
export function createSprite(radius: number, opacity: number, isHard: boolean): Sprite {
  const reach = Math.ceil(radius + 0.5);
  const dx: number[] = [];
  const dy: number[] = [];
  const coverage: number[] = [];
  for (let y = -reach; y <= reach; y++) {
    for (let x = -reach; x <= reach; x++) {
      // The share of a pixel within a disc is about linear in its distance from the edge.
      const share = Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(x, y)));
      const isCentre = x === 0 && y === 0;
      if (isHard ? !isCentre && share < 0.5 : share < minCoverage) continue;
      dx.push(x);
      dy.push(y);
      coverage.push(isHard ? 255 : Math.round(255 * share * opacity));
    }
  }
  return { dx: Int8Array.from(dx), dy: Int8Array.from(dy), coverage: Uint8Array.from(coverage), reach };
}
