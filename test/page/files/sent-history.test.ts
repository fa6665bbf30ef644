import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importFile, packHistory, unpackHistory, writeHistory } from '../../../history/index.ts';
import type { History } from '../../../history/index.ts';
import { receiveHistory, sendHistory } from '../../../src/page/files/sent-history.ts';
import { anyHistory } from '../../history/arbitrary.ts';
import { makeHistory, makeRun } from '../../history/make.ts';

/** The history on the other side of a message channel, its pieces in another order. */
async function sentAndReceived(history: History) {
  const { sent, pieces } = sendHistory(history);
  const all = [...pieces].map((piece) => structuredClone(piece)).reverse();
  return { history: await receiveHistory(structuredClone(sent), all), pieces: all };
}

const ROWS = 40_000;
const tableOf = (head: string, line: (row: number) => string) => {
  const text = `${head}\n${Array.from({ length: ROWS }, (_, row) => line(row)).join('\n')}\n`;
  return importFile(new TextEncoder().encode(text), 'x.csv').history;
};

describe('a history that is sent', () => {
  it('is the same on the other side', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        expect(writeHistory((await sentAndReceived(history)).history)).toBe(writeHistory(history));
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    [
      'one long run',
      tableOf('epoch,loss,note', (row) => `${String(row + 1)},${String(1 / row)},a${String(row % 3)}`),
    ],
    [
      'a run a row, some without a value',
      tableOf('lr,act,loss', (row) => `${String(row)},${row % 5 ? 'relu' : '--'},${row % 7 ? '1' : ''}`),
    ],
    [
      'named runs of two epochs',
      tableOf('run,epoch,loss', (row) => `r${String(row >> 1)},${String((row % 2) + 1)},${String(row)}`),
    ],
  ])('is cut up where it is large: %s', async (_, history) => {
    const { history: received, pieces } = await sentAndReceived(history);
    expect(writeHistory(received)).toBe(writeHistory(history));
    expect(pieces.length).toBeGreaterThan(1);
    for (const { data } of pieces)
      expect(ArrayBuffer.isView(data) ? data.byteLength : data.length).toBeLessThanOrEqual(2 ** 20);
  });

  it('leaves who sent it what it was', async () => {
    const many = Array.from({ length: 1200 }, (_, i) =>
      makeRun(String(i), { parameters: { lr: i, act: 'relu' } }),
    );
    const history = unpackHistory(packHistory(makeHistory(...many)));
    const before = writeHistory(history);
    const { pieces } = sendHistory(history);
    for (const { data } of pieces) {
      if (ArrayBuffer.isView(data)) structuredClone(data, { transfer: [data.buffer] });
    }
    expect(writeHistory(history)).toBe(before);
  });
});
