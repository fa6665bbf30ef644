import { fileURLToPath } from 'node:url';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../../browser.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
let server: ViteDevServer;
let browser: Awaited<ReturnType<typeof launchBrowser>>;

beforeAll(async () => {
  server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    optimizeDeps: { entries: ['trainer/index.ts', 'test/trainer/kernels/gpu-page.ts'] },
    server: { hmr: false, watch: null },
  });
  await server.listen();
  // WebGPU by a software renderer, if there is no GPU.
  browser = await launchBrowser(['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader']);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

/** A page that can load the server's modules. */
async function openBlankPage() {
  const page = await browser.newPage();
  await page.route('**/blank.html', (route) => route.fulfill({ contentType: 'text/html', body: '<p>' }));
  await page.goto(`${server.resolvedUrls!.local[0]!}blank.html`);
  return page;
}

it('runs the kernels in a browser, with relaxed SIMD, and multiplies correctly', async () => {
  const page = await openBlankPage();
  const seen = await page.evaluate<{ note: string; product: number[] }>(`(async () => {
    const trainer = await import('/trainer/index.ts');
    const { affine } = await import('/trainer/kernels/index.ts');
    const note = await trainer.useBackend('wasm', '/node_modules/@tensorflow/tfjs-backend-wasm/dist/');
    const tf = await import('/test/trainer/kernels/tensors.ts');
    const out = affine(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([1, 0, 1, 1, 1, 0], [2, 3]), tf.tensor1d([10, 20, 30]));
    return { note, product: [...out.dataSync()] };
  })()`);
  expect(seen).toEqual({
    note: "wasm (Heddle's kernels, relaxed SIMD)",
    product: [13, 22, 31, 17, 24, 33],
  });
});

interface Seen {
  readonly losses: Record<'gpu' | 'cpu', number[]>;
  readonly uploaded: number;
  readonly readings: number;
  readonly launches: number;
  readonly dispatches: number;
  readonly left: number;
}

it.each([
  ['WebGL', 'webgl', 0],
  ['WebGPU', 'webgpu', 65],
])(
  'trains on %s from data that stay there, reads losses once an epoch, and learns what the cpu does',
  async (_, name, dispatches) => {
    const page = await openBlankPage();
    const seen = await page.evaluate<Seen>(
      `import('/test/trainer/kernels/gpu-page.ts').then(({ trainOnGpu }) => trainOnGpu('${name}'))`,
    );
    expect(seen.losses.gpu).toHaveLength(3);
    for (const [i, loss] of seen.losses.gpu.entries()) {
      expect(Math.abs(loss / seen.losses.cpu[i]! - 1)).toBeLessThan(1e-3);
    }
    // Row indexes, 4 bytes each, and constants; the rows themselves would take 160 KB.
    expect(seen.uploaded).toBeLessThan(8000);
    // The losses of its steps, and those of its validation.
    expect(seen.readings).toBe(2);
    expect(seen.launches).toBeLessThanOrEqual(64);
    // Some WebGPU kernels are two programs, and a reshape is none.
    expect(seen.dispatches).toBeLessThanOrEqual(dispatches);
    expect(seen.left).toBe(0);
  },
);

it('reports a NaN loss on WebGPU, and a lost device', async () => {
  const page = await openBlankPage();
  const seen = await page.evaluate<unknown>(
    `import('/test/trainer/kernels/gpu-page.ts').then(({ endOnWebgpu }) => endOnWebgpu())`,
  );
  expect(seen).toEqual({
    wild: 'NaN',
    lossMessage: 'BackendLostError: the GPU was lost: destroyed, Device was destroyed.',
  });
});
