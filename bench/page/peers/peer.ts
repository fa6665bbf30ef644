/** A chart to compare with, at its fastest reasonable settings. */
export interface Peer {
  /** Converts the rows to the chart's input, which is not measured. Returns a function that draws them. */
  prepare(target: HTMLElement, rows: readonly (readonly number[])[]): () => unknown;
  /** Brushes the fourth axis between two of its values, from 0 to 1. */
  brush(low: number, high: number): unknown;
  end(): void;
}

export const brushedAxis = 3;

export const axisName = (axis: number): string => `c${String(axis)}`;

/** Rows as objects, for charts that need them. */
export function asObjects(rows: readonly (readonly number[])[]): Record<string, number>[] {
  return rows.map((row) => Object.fromEntries(row.map((value, axis) => [axisName(axis), value])));
}

/** Loads a script that defines a global. */
export async function loadScript(address: string): Promise<void> {
  const script = document.createElement('script');
  script.src = address;
  const loaded = new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = () => reject(new Error(`cannot load ${address}`));
  });
  document.head.append(script);
  await loaded;
}
