/**
 * The path of a line across axes in SVG; between axes the cubic of `progressAt`. Heights are in CSS pixels from the top; the
 * path is interrupted where they are NaN.
 */
export function linePath(axisX: readonly number[], y: ArrayLike<number>, curve: number): string {
  let path = '';
  for (const [index, x] of axisX.entries()) {
    const isStart = index === 0 || Number.isNaN(y[index - 1]!);
    if (Number.isNaN(y[index]!)) continue;
    path += isStart ? `M${place(x, y[index]!)}` : segment(axisX, y, index - 1, index, curve);
  }
  return path;
}

/** The path of the area between two lines across axes. */
export function areaPath(
  axisX: readonly number[],
  upper: ArrayLike<number>,
  lower: ArrayLike<number>,
  curve: number,
): string {
  const last = axisX.length - 1;
  if (last < 0) return '';
  let path = `${linePath(axisX, upper, curve)}L${place(axisX[last]!, lower[last]!)}`;
  for (let index = last; index > 0; index--) path += segment(axisX, lower, index, index - 1, curve);
  return `${path}Z`;
}

function segment(
  axisX: readonly number[],
  y: ArrayLike<number>,
  from: number,
  to: number,
  curve: number,
): string {
  const [fromX, toX, fromY, toY] = [axisX[from]!, axisX[to]!, y[from]!, y[to]!];
  const bend = ((toY - fromY) * (1 - curve)) / 3;
  const third = (toX - fromX) / 3;
  return `C${place(fromX + third, fromY + bend)} ${place(toX - third, toY - bend)} ${place(toX, toY)}`;
}

const place = (x: number, y: number) => `${x.toFixed(1)},${y.toFixed(1)}`;
