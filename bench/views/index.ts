import { benchCurves } from './curves.ts';
import { benchDashboard } from './dashboard.ts';
import { benchImportance } from './importance.ts';
import { benchScatter } from './scatter.ts';
import { benchTable } from './table.ts';

/** Measures the views beside the plot. */
export async function benchViews(): Promise<void> {
  benchImportance();
  await benchCurves();
  await benchScatter();
  await benchTable();
  await benchDashboard();
}
