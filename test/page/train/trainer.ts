import { countsOf } from '../driver.ts';
import type { Visits } from '../visit.ts';

/** The trainer's form on a page. */
export function trainerOn(visits: Visits) {
  const button = (name: string) => visits.page.getByRole('button', { name, exact: true });
  const field = (label: string) =>
    visits.page.locator('form label', { hasText: new RegExp(`^\\s*${label}`) }).locator('input, select');
  const total = async () => (await countsOf(visits.page)).total;
  const untilDone = () =>
    visits.page.locator('form button[type="submit"][aria-disabled="false"]').waitFor({ timeout: 90_000 });

  /** Ticks these of the notebook's activations and no other. */
  async function tick(activations: readonly string[]) {
    for (const name of ['ReLU', 'Tanh', 'Leaky ReLU']) {
      await visits.page.getByRole('checkbox', { name, exact: true }).setChecked(activations.includes(name));
    }
  }

  /** Trains a small network per activation for `epochs` epochs, on the chosen data. */
  async function trainSmall(epochs: number, activations = ['ReLU']) {
    await tick(activations);
    await field('Epochs').fill(String(epochs));
    await visits.page.getByText('More settings').click();
    await field('Hidden units').fill('6, 4');
    await field('Batch size').fill('32');
    await field('Backend').selectOption('wasm');
    await button('Start').click();
    await untilDone();
  }

  return { button, field, total, untilDone, tick, trainSmall };
}

/** Each pixel of a picture's middle as a number. */
export function pixelsOf({ page }: Visits, label: string): Promise<number[]> {
  return page
    .getByRole('img', { name: label })
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => [
      ...canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data,
    ]);
}
