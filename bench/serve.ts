import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, preview, type InlineConfig } from 'vite';

/**
 * Builds a page of the benchmarks for production, and serves it. `folder` is relative to this one. It is cross-origin isolated, which browsers require for
 * measuring memory and for precise timers.
 */
export async function servePage(folder = 'page'): Promise<{ address: string; close: () => Promise<void> }> {
  const outDir = await mkdtemp(join(tmpdir(), 'heddle-bench-'));
  const config: InlineConfig = {
    root: fileURLToPath(new URL(folder, import.meta.url)),
    configFile: false,
    logLevel: 'error',
    plugins: [svelte()],
    worker: { format: 'es' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2023',
      // Peers are large.
      chunkSizeWarningLimit: 20_000,
      rolldownOptions: { checks: { pluginTimings: false } },
    },
    preview: {
      headers: {
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
      },
    },
  };
  await build(config);
  const server = await preview(config);
  const close = async () => {
    await server.close();
    await rm(outDir, { recursive: true });
  };
  return { address: server.resolvedUrls!.local[0]!, close };
}
