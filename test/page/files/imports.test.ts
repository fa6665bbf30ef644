import { expect, it } from 'vitest';
import { FORMAT_VERSION, type ImportedFiles } from '../../../history/index.ts';
import { RunLibrary } from '../../../src/page/experiments/library.svelte.ts';
import { Imports } from '../../../src/page/files/imports.svelte.ts';
import { Messages } from '../../../src/page/shell/messages.svelte.ts';
import { makeRun } from '../../history/make.ts';

/** Imports of these results, one after another, with the definitions that were applied and the messages. */
async function open(...results: readonly (readonly [path: string, definitions: unknown])[]) {
  const library = new RunLibrary({ newId: () => 'act' });
  const messages = new Messages();
  const applied: unknown[] = [];
  const imported = results.map(([path, definitions]): ImportedFiles => ({
    history: { version: FORMAT_VERSION, runs: [makeRun(path)] },
    files: [
      {
        path,
        files: [path],
        outcome: 'taken',
        format: 'hiplot',
        runs: [],
        notes: [],
        ...(definitions === undefined ? {} : { definitions }),
      },
    ],
    isComplete: true,
  }));
  const reader = {
    read: () => Promise.resolve({ ...imported.shift()!, waiting: new Set<string>() }),
  } as unknown as ConstructorParameters<typeof Imports>[1];
  const imports = new Imports(
    library,
    reader,
    messages,
    (act, text, details) => {
      act();
      messages.notice(text, details);
    },
    (definitions) => {
      applied.push([definitions, library.own.runs.length]);
      return Promise.resolve(['The weights are left out.']);
    },
  );
  for (const [path] of results) {
    const file = new File(['{}'], path);
    await imports.open({ files: [{ path, file }], unreadable: [], folder: null });
  }
  return { applied, details: messages.all.flatMap((message) => [...message.details]) };
}

it('The definitions of a HiPlot experiment are applied once its runs are there, and what is left out is said', async () => {
  const { applied, details } = await open(['a.json', { colorby: 'lr' }]);
  expect(applied).toEqual([[{ colorby: 'lr' }, 1]]);
  expect(details).toContain('The weights are left out.');
});

it('They are left out if other runs are open', async () => {
  const { applied, details } = await open(['a.json', undefined], ['b.json', { colorby: 'lr' }]);
  expect(applied).toEqual([]);
  expect(details.join(' ')).toContain('The settings for the plot in b.json are left out');
});

it('Nothing is said without them', async () => {
  const { applied, details } = await open(['a.json', undefined]);
  expect([applied, details]).toEqual([[], []]);
});
