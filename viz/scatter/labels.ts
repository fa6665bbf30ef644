/** A text beside a dot. */
export interface DotLabel {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** A rectangle in CSS pixels. */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export const labelHeight = 16;
/** Distance of a label from the centre of its dot. */
const distance = 10;
/** Radius of the ring around a labelled dot. */
const ringRadius = 8;

/**
 * Places labels at the right, the left, above or below their dots, or farther down, so that none overlaps another one or a labelled dot, or leaves
 * the picture of `width` × `height`. Returns the upper left corner of each label; null if there is no room.
 */
export function placeLabels(
  labels: readonly DotLabel[],
  width: number,
  height: number,
): ({ left: number; top: number } | null)[] {
  const taken: Box[] = labels.map(({ x, y }) => ({
    left: x - ringRadius,
    top: y - ringRadius,
    width: 2 * ringRadius,
    height: 2 * ringRadius,
  }));
  return labels.map((label) => {
    const free = candidates(label).find(
      (box) => isInside(box, width, height) && !taken.some((other) => overlap(box, other)),
    );
    if (free === undefined) return null;
    taken.push(free);
    return { left: free.left, top: free.top };
  });
}

function candidates({ x, y, width }: DotLabel): Box[] {
  const size = { width, height: labelHeight };
  const middle = y - labelHeight / 2;
  const boxes: Box[] = [
    { left: x + distance, top: middle, ...size },
    { left: x - distance - width, top: middle, ...size },
    { left: x - width / 2, top: y - distance - labelHeight, ...size },
    { left: x - width / 2, top: y + distance, ...size },
  ];
  for (let step = 1; step <= 4; step++) {
    for (const sign of [1, -1]) {
      const top = middle + sign * step * labelHeight;
      boxes.push({ left: x + distance, top, ...size }, { left: x - distance - width, top, ...size });
    }
  }
  return boxes;
}

function isInside({ left, top, width, height }: Box, maxWidth: number, maxHeight: number): boolean {
  return left >= 0 && top >= 0 && left + width <= maxWidth && top + height <= maxHeight;
}

function overlap(a: Box, b: Box): boolean {
  return (
    a.left < b.left + b.width &&
    b.left < a.left + a.width &&
    a.top < b.top + b.height &&
    b.top < a.top + a.height
  );
}
