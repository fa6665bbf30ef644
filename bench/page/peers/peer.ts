/** A chart that is drawn and brushed beside ours, at its quickest reasonable settings. */
export interface Peer {
  /** Makes the rows into what the chart takes, which is not measured, and gives back what draws them. */
  prepare(target: HTMLElement, rows: readonly (readonly number[])[]): () => unknown;
  /** Brushes the fourth axis between two of its values, from 0 to 1. */
  brush(low: number, high: number): unknown;
  end(): void;
}

export const brushedAxis = 3;

export const axisName = (axis: number): string => `c${String(axis)}`;

/** Rows as objects, which some charts want. */
export function asObjects(rows: readonly (readonly number[])[]): Record<string, number>[] {
  return rows.map((row) => Object.fromEntries(row.map((value, axis) => [axisName(axis), value])));
}

/** Runs a script that makes a global. */
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
