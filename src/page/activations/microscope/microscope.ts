import type { SmallNetwork, Trace } from '../../../../trainer/index.ts';

/** A parameter with its gradient by backpropagation and by finite differences. */
export interface ParameterRow {
  /** Layer and indices from 1: `w1[2,1]` is the weight of unit 2 for input 1. */
  readonly name: string;
  readonly value: number;
  readonly gradient: number;
  readonly difference: number;
  readonly agrees: boolean;
}

/** The error of central differences in doubles, with room for large second derivatives. */
const TOLERANCE = 1e-6;

/** Every parameter of the network, layer by layer. */
export function parameterRows(network: SmallNetwork, { gradients, differences }: Trace): ParameterRow[] {
  const row = (name: string, value: number, gradient: number, difference: number): ParameterRow => {
    const slack = TOLERANCE * Math.max(1, Math.abs(difference));
    return { name, value, gradient, difference, agrees: Math.abs(gradient - difference) <= slack };
  };
  return [
    ...network.w1.flatMap((weights, unit) =>
      weights.map((value, i) =>
        row(
          `w1[${String(unit + 1)},${String(i + 1)}]`,
          value,
          gradients.w1[unit]![i]!,
          differences.w1[unit]![i]!,
        ),
      ),
    ),
    ...network.b1.map((value, unit) =>
      row(`b1[${String(unit + 1)}]`, value, gradients.b1[unit]!, differences.b1[unit]!),
    ),
    ...network.w2.map((value, unit) =>
      row(`w2[${String(unit + 1)}]`, value, gradients.w2[unit]!, differences.w2[unit]!),
    ),
    row('b2', network.b2, gradients.b2, differences.b2),
  ];
}

/** A box of numbers, centred at a point. */
interface Box {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly lines: readonly string[];
}

/** A connection with the gradient of its weight, and where its label is centred. */
interface Edge {
  readonly key: string;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly labelX: number;
  readonly labelY: number;
  readonly gradient: number;
}

/** Where labels stand on their connections: those of a column would overlap at the middle. */
const LABEL_AT = 0.36;

/** The drawing of the network: inputs, units and output from left to right. */
export function nodesOf(
  { x }: SmallNetwork,
  { z, a, output, incoming, slopes, outgoing, gradients }: Trace,
  width: number,
  height: number,
): { readonly boxes: readonly Box[]; readonly edges: readonly Edge[] } {
  const [left, middle, right] = [0.1 * width, 0.5 * width, 0.9 * width];
  const spread = (count: number, i: number) => ((i + 0.5) / count) * height;
  const edge = (
    key: string,
    from: readonly [number, number],
    to: readonly [number, number],
    gradient: number,
  ) => {
    const at = (index: 0 | 1) => from[index] + LABEL_AT * (to[index] - from[index]);
    return { key, x1: from[0], y1: from[1], x2: to[0], y2: to[1], labelX: at(0), labelY: at(1), gradient };
  };
  const boxes: Box[] = [
    ...x.map((value, i) => ({
      key: `x${String(i)}`,
      x: left,
      y: spread(x.length, i),
      lines: [`x${String(i + 1)} = ${shown(value)}`],
    })),
    ...z.map((value, unit) => ({
      key: `z${String(unit)}`,
      x: middle,
      y: spread(z.length, unit),
      lines: [
        `z = ${shown(value)}`,
        `f(z) = ${shown(a[unit]!)}`,
        `incoming ${shown(incoming[unit]!)}`,
        `× f′(z) ${shown(slopes[unit]!)}`,
        `= ${shown(outgoing[unit]!)}`,
      ],
    })),
    { key: 'output', x: right, y: height / 2, lines: [`output ${shown(output)}`, 'gradient 1'] },
  ];
  const edges = z.flatMap((_, unit) => {
    const y = spread(z.length, unit);
    const inward = x.map((__, i) =>
      edge(`${String(i)}-${String(unit)}`, [left, spread(x.length, i)], [middle, y], gradients.w1[unit]![i]!),
    );
    return [...inward, edge(`${String(unit)}-out`, [right, height / 2], [middle, y], gradients.w2[unit]!)];
  });
  return { boxes, edges };
}

/** A number with four decimals, as PyTorch prints it; minus zero is zero. */
export function shown(value: number): string {
  return Number.isFinite(value) ? value.toFixed(4).replace(/^-(0\.0000)$/, '$1') : String(value);
}
