import script from 'hiplot/dist/hiplot.bundle.js?url';
import type { History } from '../../../history/index.ts';
import example from '../../../fixtures/runs/mnist-activations.json?url';
import { loadScript } from '../../page/peers/peer.ts';

declare const hiplot: { render(target: HTMLElement, options: object): void };

/** Shows the epochs of Heddle's example in HiPlot: its parallel plot without table and panels, which is its fastest. */
async function main(): Promise<void> {
  const [response] = await Promise.all([fetch(example), loadScript(script)]);
  const { runs } = (await response.json()) as History;
  const datapoints = runs.flatMap(({ id, name, parameters, records }) =>
    records.map((record, at) => ({
      uid: `${id} ${String(at)}`,
      from_uid: null,
      values: { run: name, ...parameters, ...record },
    })),
  );
  hiplot.render(document.getElementById('chart')!, {
    experiment: { datapoints, enabled_displays: ['PARALLEL_PLOT'] },
    dataProviderName: 'none',
  });
}

void main();
