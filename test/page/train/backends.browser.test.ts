import { describe, expect, it } from 'vitest';
import { trainerOn } from './trainer.ts';
import { useVisits, type Visits } from '../visit.ts';

/** Trains a network on a spiral, on the backend that is asked for. */
async function start(visits: Visits, backend: string, epochs: number, hidden = '6, 4') {
  const { button, field, tick } = trainerOn(visits);
  await button('Clear').click();
  await field('Data').selectOption('spiral');
  await tick(['ReLU']);
  await field('Training examples').fill('300');
  await field('Epochs').fill(String(epochs));
  await visits.page.getByText('More settings').click();
  await field('Hidden units').fill(hidden);
  await field('Backend').selectOption(backend);
  await button('Start').click();
}

describe('Where there is no GPU', () => {
  const visits = useVisits();
  const { button, total, untilDone } = trainerOn(visits);

  it('WebGPU is not measured, the log says why, and the next start needs no trial', async () => {
    // Large enough that a GPU might be faster.
    await start(visits, 'auto', 2, '512, 512');
    await visits.page.getByText('webgpu does not run here (WebGPU finds no GPU)').waitFor();
    await expect.poll(total).toBe(2);
    await untilDone();
    await button('Start').click();
    await visits.page.getByText('was the fastest for networks of this size in an earlier trial').waitFor();
    await expect.poll(total).toBe(4);
    await untilDone();
  });

  it('a start on WebGPU alone says that there is none', async () => {
    await start(visits, 'webgpu', 2);
    await visits.page
      .getByRole('alert')
      .getByText('backend webgpu is not available here: WebGPU finds no GPU')
      .waitFor();
    expect(await total()).toBe(0);
  });
});

describe('With WebGPU', () => {
  const software = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];
  const visits = useVisits(undefined, software);
  const { total, untilDone } = trainerOn(visits);

  it('trains on it, and continues on another backend when the GPU is lost', async () => {
    await start(visits, 'webgpu', 300);
    await expect.poll(total, { timeout: 60_000 }).toBeGreaterThan(2);
    await visits.page.getByText('webgpu was asked for.').waitFor();

    // As when its driver restarts.
    const devtools = await visits.page.context().browser()!.newBrowserCDPSession();
    await devtools.send('Browser.crashGpuProcess');
    await visits.page.getByText(/The GPU was lost.*; wasm takes its place\./).waitFor({ timeout: 60_000 });
    await visits.page
      .getByText(/The worker of relu was lost \(the GPU was lost.*\): it resumes from its last checkpoint/)
      .waitFor();
    await untilDone();
    expect(await total()).toBe(300);
  });
});
