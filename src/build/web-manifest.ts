import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

const FILE = 'manifest.webmanifest';

const icons = [
  { src: 'icons/icon.svg', sizes: 'any', type: 'image/svg+xml' },
  { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' },
  { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png' },
  { src: 'icons/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
];

/** The files that the installed page offers to open. Folders and other names are opened in the page. */
const accept = {
  'application/json': ['.json'],
  'application/jsonl': ['.jsonl', '.ndjson'],
  'text/csv': ['.csv'],
  'text/tab-separated-values': ['.tsv'],
  'application/gzip': ['.gz'],
  'application/zip': ['.zip'],
  'application/vnd.apache.parquet': ['.parquet'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['.xlsx'],
  'application/vnd.sqlite3': ['.db', '.sqlite', '.sqlite3'],
  'application/octet-stream': ['.wandb', '.npz'],
};

const manifest = {
  name: 'Heddle: experiment histories in parallel coordinates',
  short_name: 'Heddle',
  description: 'Train a network in the page or drop saved runs, and see every run and epoch as a line.',
  id: './',
  start_url: './',
  scope: './',
  display: 'standalone',
  background_color: '#ffffff',
  theme_color: '#0a7d74',
  icons,
  file_handlers: [{ action: './', accept }],
  // Files are added to the runs that are on the page.
  launch_handler: { client_mode: 'focus-existing' },
};

/** Makes the built page installable: adds its web app manifest and icons. */
export const webManifest: Plugin = {
  name: 'heddle:web-manifest',
  apply: 'build',
  transformIndexHtml: () => [
    { tag: 'link', attrs: { rel: 'manifest', href: `./${FILE}` }, injectTo: 'head' },
    { tag: 'meta', attrs: { name: 'theme-color', content: manifest.theme_color }, injectTo: 'head' },
  ],
  async generateBundle() {
    this.emitFile({ type: 'asset', fileName: FILE, source: `${JSON.stringify(manifest, null, 2)}\n` });
    for (const { src } of icons) {
      const source = await readFile(new URL(`../page/${src}`, import.meta.url));
      this.emitFile({ type: 'asset', fileName: src, source });
    }
  },
};
