import { benchScatter } from './scatter.ts';

/** Measures the views beside the plot. */
export async function benchViews(): Promise<void> {
  await benchScatter();
}
