import { ESLint } from 'eslint';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const eslint = new ESLint({ cwd: root });

/** What the rule that holds the arrows says of `source`, were it the file at `path`. */
async function restricted(path: string, source: string): Promise<string[]> {
  const [result] = await eslint.lintText(source, { filePath: join(root, path) });
  return result!.messages
    .filter((message) => message.ruleId?.startsWith('no-restricted-'))
    .map((message) => message.message);
}

describe('the arrows between the rooms', () => {
  it.each([
    ['history', 'analysis'],
    ['history', 'trainer'],
    ['history', 'viz'],
    ['analysis', 'trainer'],
    ['analysis', 'viz'],
    ['trainer', 'analysis'],
    ['trainer', 'viz'],
    ['viz', 'trainer'],
  ])(
    '%s may not import %s',
    async (room, other) => {
      const messages = await restricted(`${room}/probe.ts`, `import '../${other}/index.ts';\n`);
      expect(messages).toHaveLength(1);
    },
    60_000,
  );

  it.each(['history', 'analysis', 'trainer', 'viz'])(
    '%s may not import src',
    async (room) => {
      const messages = await restricted(`${room}/probe.ts`, `import '../src/cli/heddle.ts';\n`);
      expect(messages).toHaveLength(1);
    },
    60_000,
  );

  it.each([
    ['analysis', 'history'],
    ['viz', 'analysis'],
    ['src', 'analysis'],
  ])(
    '%s may import %s, by its index only',
    async (room, other) => {
      expect(await restricted(`${room}/probe.ts`, `import '../${other}/index.ts';\n`)).toEqual([]);
      expect(await restricted(`${room}/probe.ts`, `import '../${other}/behind.ts';\n`)).toHaveLength(1);
    },
    60_000,
  );

  it.each([
    ['an import of Svelte', `import { tick } from 'svelte';\nvoid tick;\n`],
    ['an import of comlink', `import { wrap } from 'comlink';\nvoid wrap;\n`],
    ['the document', `document.title = '';\n`],
    ['a worker', `new Worker('');\n`],
    ['a canvas', `new OffscreenCanvas(1, 1);\n`],
  ])(
    'analysis may not contain %s',
    async (_, source) => {
      expect(await restricted('analysis/probe.ts', source)).toHaveLength(1);
      expect(await restricted('viz/probe.ts', source)).toEqual([]);
    },
    60_000,
  );

  it.each([
    ['viz/core', `import '../canvas/layer.ts';\n`],
    ['viz/core/raster', `import '../../state/plot-look.svelte.ts';\n`],
    ['viz/core', `import { tick } from 'svelte';\nvoid tick;\n`],
    ['viz/core', `import '../../trainer/index.ts';\n`],
    ['viz/core', `document.title = '';\n`],
    ['viz/canvas', `import '../gpu/session.ts';\n`],
    ['viz/gpu', `import '../canvas/layer.ts';\n`],
    ['viz/gpu', `import '../../trainer/index.ts';\n`],
  ])(
    'within viz, %s may not contain %j',
    async (folder, source) => {
      expect(await restricted(`${folder}/probe.ts`, source)).toHaveLength(1);
    },
    60_000,
  );

  it.each([
    ['at run time', `await import('../trainer/index.ts');\n`],
    ['of types', `export type Config = import('../trainer/index.ts').TrainConfig;\n`],
    ['that pass on', `export * from '../trainer/index.ts';\n`],
  ])(
    'hold for imports %s',
    async (_, source) => {
      expect(await restricted('viz/probe.ts', source)).toHaveLength(1);
    },
    60_000,
  );

  it('lets another room in by the index only', async () => {
    const behind = await restricted('viz/probe.ts', `import '../history/best.ts';\n`);
    const door = await restricted('viz/probe.ts', `import '../history/index.ts';\n`);
    const scheduling = await restricted('viz/probe.ts', `import '../history/scheduling/index.ts';\n`);
    const inside = await restricted('viz/probe.ts', `import '../history/scheduling/yield.ts';\n`);
    const importance = await restricted('viz/probe.ts', `void import('../analysis/importance/index.ts');\n`);
    expect([behind.length, inside.length]).toEqual([1, 1]);
    expect([door, scheduling, importance]).toEqual([[], [], []]);
  }, 60_000);
});
