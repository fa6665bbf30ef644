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
    optimizeDeps: { entries: ['trainer/index.ts'] },
    server: { hmr: false, watch: null },
  });
  await server.listen();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

it('runs the kernels in a browser, with relaxed SIMD, and multiplies as it should', async () => {
  const page = await browser.newPage();
  const origin = server.resolvedUrls!.local[0]!;
  await page.route('**/blank.html', (route) => route.fulfill({ contentType: 'text/html', body: '<p>' }));
  await page.goto(`${origin}blank.html`);
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
