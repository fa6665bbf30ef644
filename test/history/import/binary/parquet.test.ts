import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { importSet } from '../files.ts';
import { again, packed, parquetFile } from './parquet-writer.ts';
import type { Pages } from './parquet-writer.ts';

/** Five values: relu, none, tanh, tanh, relu. */
const SOUND: Pages = {
  values: 5,
  levels: [...again(1), 1, ...again(1), 0, ...again(3), 1],
  places: [...packed(1), 0b0110],
};

async function open(bytes: Uint8Array) {
  const { history, files } = await importSet({ 'a.parquet': bytes });
  return { runs: history.runs, note: files[0]!.notes[0]! };
}

describe('Parquet', () => {
  it('has pages of the first kind, with a dictionary and what is missing', async () => {
    const { runs } = await open(parquetFile(SOUND));
    expect(runs.map(({ parameters }) => parameters.act)).toEqual(['relu', null, 'tanh', 'tanh', 'relu']);
  });

  it('may fill up its last packed groups', async () => {
    const places = [...packed(63), 0b0110, ...new Array<number>(62).fill(0)];
    const { runs } = await open(parquetFile({ ...SOUND, places }));
    expect(runs.map(({ parameters }) => parameters.act)).toEqual(['relu', null, 'tanh', 'tanh', 'relu']);
  });

  it.each<[what: string, pages: Partial<Pages>, reason: string]>([
    [
      'a run of places',
      { places: [...again(50_000_000), 1] },
      'a run of 50000000 values is longer or shorter than its page can have',
    ],
    [
      'packed groups of places',
      { places: [...packed(2 ** 27), 0b0110] },
      'a run of 1073741824 values is longer or shorter than its page can have',
    ],
    [
      'a run of levels',
      { levels: [...again(2 ** 30), 1] },
      'a run of 1073741824 values is longer or shorter than its page can have',
    ],
    [
      'levels that end too soon',
      { levels: [...again(2), 1] },
      'a page does not say which of its values are missing',
    ],
    [
      'runs of nothing',
      { places: [...again(0), 1] },
      'a run of 0 values is longer or shorter than its page can have',
    ],
    ['values of a page', { claimed: 10 ** 9 }, 'a column says that it has more values than are read'],
    ['bytes of a page', { unpacked: 2 ** 31 - 1 }, 'a page says that it unpacks to more than is read'],
  ])('%s: what claims to be huge is refused, and nothing is made for it', async (_, pages, reason) => {
    const before = process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
    const { runs, note } = await open(parquetFile({ ...SOUND, ...pages }));
    expect([runs.length, note]).toEqual([0, `"a.parquet" cannot be read as Parquet: ${reason}.`]);
    const after = process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
    expect(after - before).toBeLessThan(64 * 2 ** 20);
  });

  it('so is a run of places in a page of the second kind', async () => {
    const data = Array.from({ length: 20_000 }, (_, i) => (i < 10_000 ? 'relu' : 'tanh'));
    const bytes = new Uint8Array(
      parquetWriteBuffer({ columnData: [{ name: 'act', data, type: 'STRING' }], codec: 'UNCOMPRESSED' }),
    );
    expect((await open(bytes)).runs).toHaveLength(20_000);
    // Two runs of 10,000, a bit each: the second one is to claim a million.
    const run = [...again(10_000), 1];
    const at = bytes.findIndex((_, i) => run.every((byte, j) => bytes[i + j] === byte));
    expect(at).toBeGreaterThan(0);
    bytes.set([0xfe, 0xff, 0x7f].slice(0, run.length - 1), at);
    expect((await open(bytes)).note).toMatch(
      /Parquet: a run of \d{5,} values is longer or shorter than its page can/,
    );
  });
});
