import { describe, expect, it } from 'vitest';
import { TOOLS } from '../../../../fixtures/formats/awkward/index.ts';
import { AWKWARD, storyOf } from '../../../../fixtures/formats/awkward/story.ts';
import type { Awkward, ToldRow, ToldRun } from '../../../../fixtures/formats/awkward/story.ts';
import type { AwkwardFiles, Tool } from '../../../../fixtures/formats/awkward/tool.ts';
import type { FileReport, Run } from '../../../../history/index.ts';
import { importSet } from '../files.ts';

/** The files of a tool that tell a story in an awkward way. */
async function filesOf(tool: Tool, awkward: Awkward): Promise<AwkwardFiles> {
  const files = await tool.write(storyOf(awkward));
  if (awkward === 'truncated') {
    const path = logOf(tool, files);
    return { ...files, [path]: cut(files[path]!, tool) };
  }
  if (awkward !== 'BOM and CRLF') return files;
  return Object.fromEntries(
    Object.entries(files).map(([path, content]) => {
      return [path, typeof content === 'string' ? `\uFEFF${content.replaceAll('\n', '\r\n')}` : content];
    }),
  );
}

function logOf({ log }: Tool, files: AwkwardFiles): string {
  return Object.keys(files).findLast((path) => path.endsWith(log))!;
}

/** Cut at the last separator of its last line, or of its only one; near its end or in its middle if it is no text. */
function cut(content: string | Uint8Array, tool: Tool): string | Uint8Array {
  if (typeof content !== 'string') return content.slice(0, tool.cut === 'refused' ? content.length / 2 : -9);
  const line = content.lastIndexOf('\n', content.length - 2) + 1;
  const last = content.slice(line);
  const separator = Math.max(...[',', ';', '\t'].map((mark) => last.lastIndexOf(mark)));
  return content.slice(0, line + (separator > 0 ? separator : Math.floor(last.length / 2)));
}

/** What is to be read of a run: by epoch, of what was written twice the later. */
function toldOf(run: ToldRun): ToldRow[] {
  return [...new Map(run.rows.map((row) => [row.epoch, row])).values()];
}

function expectRun(tool: Tool, run: Run | undefined, told: ToldRun, rows: readonly ToldRow[]): void {
  const value = (record: Readonly<Record<string, unknown>>, name: string) =>
    Object.hasOwn(record, name) ? (record[name] ?? null) : null;
  if (tool.records === 'log') {
    const records = run!.records.filter((record) => value(record, tool.loss) !== null);
    const at = (row: ToldRow) => tool.first + (row.epoch - 1) * (tool.each ?? 1);
    const counted = tool.counts === 'step' ? 'step' : 'epoch';
    expect(records.map((record) => [record[counted], record[tool.loss]])).toEqual(
      rows.map((row) => [at(row), row.loss]),
    );
    if (tool.acc !== null)
      expect(records.map((record) => value(record, tool.acc!))).toEqual(rows.map(({ acc }) => acc ?? null));
  } else {
    const { loss, acc } = told.rows.at(-1)!;
    expect(run!.records).toEqual([]);
    if (!tool.holdsNoMetrics) expect(value(run!.summary, tool.loss)).toEqual(loss);
    if (tool.acc !== null) expect(value(run!.summary, tool.acc)).toEqual(acc ?? null);
  }
  if (tool.hasNames) expect(run!.name).toBe(told.name);
  const own = new Set(tool.ownParameters);
  const parameters = Object.entries(run!.parameters).filter(
    ([name, value]) => !own.has(name) && !(tool.leavesEmpty && value === null),
  );
  expect(Object.fromEntries(parameters)).toEqual(tool.hasParameters ? told.parameters : {});
}

const said = (reports: readonly FileReport[]) => reports.flatMap(({ notes }) => notes).join(' ');

describe.each(Object.entries(TOOLS))('%s', (_, tool) => {
  const possible = AWKWARD.filter((awkward) => !Object.hasOwn(tool.impossible, awkward));

  it.each(possible)('%s', async (awkward) => {
    const story = storyOf(awkward);
    const written = await filesOf(tool, awkward);
    const { history, files } = await importSet(written);
    const taken = files.filter(({ outcome }) => outcome === 'taken');
    expect([...new Set(taken.map(({ format }) => format))]).toEqual(
      awkward === 'truncated' && tool.cut === 'refused' && Object.keys(written).length < 2
        ? []
        : [tool.format],
    );

    if (awkward === 'truncated') {
      const failed = files.filter(({ outcome }) => outcome === 'failed');
      if (tool.cut === 'refused') {
        expect(failed).toHaveLength(1);
        expect(failed[0]!.notes[0]).toMatch(
          /is not valid (?:JSON|YAML): .*line \d+, column \d+|cannot be read|damaged/,
        );
        // The others are there all the same.
        expect(history.runs).toHaveLength(taken.length);
        return;
      }
      expect(failed).toEqual([]);
      if (tool.cut === 'file') {
        expect(said(files)).toMatch(
          new RegExp(`${tool.log.replaceAll('.', '\\.')} is left out.*line \\d+, column \\d+`),
        );
        expect(history.runs).toHaveLength(story.length);
        return;
      }
      const last = story.length - 1;
      const rows = toldOf(story[0]!);
      expectRun(tool, history.runs[0], story[0]!, tool.sharesRecords ? rows.slice(0, -1) : rows);
      if (tool.cut === 'last record') {
        expect(said(files)).toMatch(/left out|cut off|not whole/);
        if (tool.records === 'last') expect(history.runs).toHaveLength(last);
        else
          expectRun(
            { ...tool, hasParameters: tool.hasParameters && !tool.losesParameters, acc: null },
            history.runs[last],
            story[last]!,
            toldOf(story[last]!).slice(0, -1),
          );
      }
      return;
    }

    expect(files.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(history.runs.filter(({ parent }) => parent === null)).toHaveLength(story.length);
    for (const [i, told] of story.entries()) expectRun(tool, history.runs[i], told, toldOf(told));
    if (awkward === 'resumed' && tool.saysResumed) expect(said(files)).toMatch(tool.saysResumed);
  });

  it('says of all others why there are none', () => {
    for (const [awkward, why] of Object.entries(tool.impossible)) {
      expect(AWKWARD).toContain(awkward);
      expect(why.length).toBeGreaterThan(10);
    }
    expect(possible.length).toBeGreaterThan(2);
  });
});
