import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createServer } from 'vite';

/**
 * Serves a page of this folder. It is isolated from other origins, without which a browser tells neither memory nor fine
 * times.
 */
export async function servePage(path: string): Promise<{ address: string; close: () => Promise<void> }> {
  const server = await createServer({
    root: fileURLToPath(new URL('..', import.meta.url)),
    configFile: false,
    plugins: [svelte()],
    logLevel: 'error',
    // Nothing may reload the page in the middle of a measurement.
    optimizeDeps: { entries: [path] },
    server: {
      hmr: false,
      watch: null,
      headers: {
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
      },
    },
  });
  await server.listen();
  return { address: `${server.resolvedUrls!.local[0]!}${path}`, close: () => server.close() };
}
