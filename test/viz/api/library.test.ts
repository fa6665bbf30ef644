import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import ts from 'typescript';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const run = promisify(execFile);

let folder: string;
/** A project outside the repository, in which only the library is installed. */
let project: string;
let archive: string;
let chunks: Rolldown.OutputChunk[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-plot-'));
  const library = join(folder, 'library');
  // Vitest sets another environment, in which Svelte includes checks for developers.
  vi.stubEnv('NODE_ENV', 'production');
  const built = (await build({
    configFile: join(ROOT, 'vite.lib.config.ts'),
    logLevel: 'error',
    build: { outDir: library },
  })) as Rolldown.RolldownOutput[];
  vi.unstubAllEnvs();
  chunks = built.flatMap(({ output }) => output.filter((file) => file.type === 'chunk'));
  await run(process.execPath, [join(ROOT, 'scripts/library-types.mjs'), library]);
  const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: library });
  archive = join(folder, stdout.trim());
  project = join(folder, 'project');
  await mkdir(project);
  await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', archive], { cwd: project });
}, 180_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The chunks that a page loads before the plot appears. */
function chunksOf(entry: string): Rolldown.OutputChunk[] {
  const found = new Set([entry]);
  for (const name of found) {
    for (const imported of chunks.find(({ fileName }) => fileName === name)!.imports) found.add(imported);
  }
  return chunks.filter(({ fileName }) => found.has(fileName));
}

/** The modules with the most code before it is minified, for the message of a failure. */
function heaviestModules(all: readonly Rolldown.OutputChunk[]): string {
  const sizes = all.flatMap(({ modules }) =>
    Object.entries(modules).map(
      ([id, { renderedLength }]) => [id.replace(ROOT, ''), renderedLength] as const,
    ),
  );
  const heaviest = sizes.sort(([, a], [, b]) => b - a).slice(0, 25);
  return heaviest.map(([id, size]) => `${String(size).padStart(7)} ${id}`).join('\n');
}

describe('the plot as a package', () => {
  it.each(['heddle-plot.js', 'define.js'])('loads at most 110 kB for %s', (entry) => {
    const needed = chunksOf(entry);
    const size = needed.reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0);
    expect(size, `the heaviest modules:\n${heaviestModules(needed)}`).toBeLessThanOrEqual(110_000);
  });

  it('contains no importer and no parser of files', () => {
    const modules = chunks.flatMap((chunk) => Object.keys(chunk.modules));
    expect(modules.length).toBeGreaterThan(100);
    const foreign =
      /\/(?:history\/(?:import|export)|node_modules\/(?:yaml|papaparse|sql\.js|hyparquet|pbf|zod))\//;
    expect(modules.filter((id) => foreign.test(id))).toEqual([]);
  });

  it('is at most 600 kB when packed', async () => {
    expect((await stat(archive)).size).toBeLessThanOrEqual(600_000);
  });

  it('contains what its README shows and links to', async () => {
    const installed = join(project, 'node_modules/heddle-plot');
    const readme = await readFile(join(installed, 'README.md'), 'utf8');
    const targets = [...readme.matchAll(/\]\((?![a-z]+:|#)([^)\s#]+)/g)].map(([, target]) => target!);
    expect(targets.length).toBeGreaterThan(0);
    for (const target of targets) expect(await stat(join(installed, target))).toBeTruthy();
  });

  it.each(['heddle-plot', 'heddle-plot/define'])('can be imported in Node: %s', async (name) => {
    const script = `await import('${name}'); console.log('imported');`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: project,
    });
    expect(stdout).toBe('imported\n');
  });
});

/** A page that uses the types of the package. */
const consumer = `
import { mountParallelPlot, type PlotView, type ScaleType, type Lane, type Palette, type PictureOptions } from 'heddle-plot';
import 'heddle-plot/define';

const scale: ScaleType = 'log';
const lanes: readonly Lane[] = ['nan', 'missing'];
const palette: Partial<Palette> = { ramp: 'viridis' };
const options: PictureOptions = { width: 700, theme: 'light' };
const plot = mountParallelPlot(document.body, { loss: [1, null] }, { scales: { loss: scale }, palette });
plot.brushes = { loss: { lanes } };
const view: PlotView = plot.view;
const first: string | undefined = view.order[0];
plot.on('select', ({ rows }) => rows.length.toFixed());
void plot.toSVG(options).then((svg) => svg.trim());
document.querySelector('heddle-plot')!.colorBy = first ?? null;
`;

/** The messages of the compiler for a page with this source. */
async function messagesOf(source: string): Promise<string[]> {
  const file = join(project, 'consumer.ts');
  await writeFile(file, source);
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    exactOptionalPropertyTypes: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    types: [],
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

describe('the types of the package', () => {
  it('need no other package', async () => {
    expect(await messagesOf(consumer)).toEqual([]);
  });

  it.each([
    ['plot.view.nonsense;', /'nonsense' does not exist/],
    ["plot.scales = { loss: 'square' };", /"square"' is not assignable/],
    ["plot.theme = 'pink';", /"pink"' is not assignable/],
  ])('reject %s', async (statement, message) => {
    expect(await messagesOf(`${consumer}\n${statement}`)).toEqual([expect.stringMatching(message)]);
  });
});
