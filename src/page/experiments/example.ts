import { FORMAT_VERSION, type History } from '../../../history/index.ts';
import address from '../../../fixtures/runs/mnist-activations.json?url';

/** The example of a first visit: activations on MNIST, trained by this trainer. */
export async function loadExample(): Promise<History> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  // A test validates the file; the page does so without the schema, whose code is large.
  const { runs } = (await response.json()) as History;
  return { version: FORMAT_VERSION, runs };
}
