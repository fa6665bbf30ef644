import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

/** What the page loads before its first picture, in bytes after gzip. */
export interface PageWeight {
  /** All scripts and styles. */
  readonly total: number;
  /** The share of each package or folder, the largest first. */
  readonly parts: readonly (readonly [name: string, bytes: number])[];
}

type Output = Rolldown.OutputChunk | Rolldown.OutputAsset;

/** A chunk with the names of its style sheets, which Vite adds. */
type StyledChunk = Rolldown.OutputChunk & {
  readonly viteMetadata?: { readonly importedCss: ReadonlySet<string> };
};

const gzipped = (content: string | Uint8Array) => gzipSync(content).length;

/** Builds the page in memory and weighs the scripts and styles that its entry imports statically. */
export async function pageWeight(configFile: string): Promise<PageWeight> {
  const { output } = (await build({
    configFile,
    logLevel: 'error',
    build: { write: false },
  })) as Rolldown.RolldownOutput;
  const files = new Map<string, Output>(output.map((file) => [file.fileName, file]));
  const isEntry = (file: Output) => file.type === 'chunk' && file.isEntry;
  const loaded = new Set<string>();
  let total = 0;
  const parts = new Map<string, number>();
  const add = (name: string, bytes: number) => parts.set(name, (parts.get(name) ?? 0) + bytes);

  function load(name: string): void {
    const file = files.get(name);
    if (loaded.has(name) || file === undefined) return;
    loaded.add(name);
    const bytes = gzipped(file.type === 'asset' ? file.source : file.code);
    total += bytes;
    if (file.type === 'asset') {
      add('styles', bytes);
      return;
    }
    const chunk: StyledChunk = file;
    for (const next of [...chunk.imports, ...(chunk.viteMetadata?.importedCss ?? [])]) load(next);
    // A module is compressed together with others: the chunk is divided as its modules would be by themselves.
    const modules = Object.entries(chunk.modules).map(
      ([id, { code }]) => [partOf(id), code ? gzipped(code) : 0] as const,
    );
    const sum = modules.reduce((before, [, bytes]) => before + bytes, 0);
    for (const [part, own] of modules) if (own > 0) add(part, (own / sum) * bytes);
  }

  for (const file of output.filter(isEntry)) load(file.fileName);
  const sorted = [...parts].sort(([, a], [, b]) => b - a);
  return { total, parts: sorted };
}

/** The package of a module, or its folder: `d3-scale`, `viz/core`, `src/page/table`. */
function partOf(id: string): string {
  const installed = /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1];
  if (installed !== undefined) return installed;
  const own = /\/(?:(src\/page\/[^/]+)|((?:history|analysis|trainer|viz)\/[^/]+)|(src\/[^/]+))\/?/.exec(id);
  return own?.[1] ?? own?.[2] ?? own?.[3] ?? 'bundler';
}

/** The list of what is in, in kB. */
export function describeWeight({ total, parts }: PageWeight): string {
  const kB = (bytes: number) => (bytes / 1000).toFixed(1).padStart(6);
  return [`${kB(total)} kB in all`, ...parts.map(([name, bytes]) => `${kB(bytes)} ${name}`)].join('\n');
}
