import { randomLcg } from 'd3';

/** The columns of a made-up sweep over a few parameters: the same every time, so that pictures can be compared. */
export interface Sweep {
  readonly activation: string[];
  readonly layers: number[];
  readonly lr: number[];
  readonly dropout: number[];
  readonly loss: number[];
  readonly accuracy: number[];
}

const activations = ['relu', 'tanh', 'sigmoid', 'gelu'] as const;

/** As many runs as are asked for. Learning rates near 0.006 do best, and more so with some activations. */
export function sweep(rows: number): Sweep {
  const random = randomLcg(0.42);
  const columns: Sweep = { activation: [], layers: [], lr: [], dropout: [], loss: [], accuracy: [] };
  for (let row = 0; row < rows; row++) {
    const kind = Math.floor(random() * activations.length);
    const exponent = -4 + 3 * random();
    const skill = Math.exp(-Math.abs(exponent + 2.2)) * (1 - 0.1 * kind) + 0.1 * random();
    columns.activation.push(activations[kind]!);
    columns.layers.push(1 + Math.floor(5 * random()));
    columns.lr.push(10 ** exponent);
    columns.dropout.push(0.5 * random());
    columns.loss.push(1.2 - skill);
    columns.accuracy.push(0.5 + 0.45 * skill);
  }
  return columns;
}
