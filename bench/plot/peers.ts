import type { PeerTimes } from '../page/peer-times.ts';
import { median, printTable } from '../table.ts';
import type { Bench } from './index.ts';
import { measure, rounds } from './measure.ts';

const peers = ['ECharts', 'parcoord-es', 'Plotly', 'HiPlot'];
const sizes = [1_000, 10_000, 100_000];
/** Rows of the warm-up drawing, as for each peer. */
const warmUpRows = 200;
/** Peers take up to a minute for more rows, so those are measured once. */
const maxRowsForRounds = 10_000;
/** Time limit for a drawing of a peer, in milliseconds. */
const timeLimit = 60_000;
const steps = 3;

/** Alternates peers with Heddle: several rounds of small drawings, a single one of large drawings. */
export async function benchPeers(bench: Bench): Promise<void> {
  const page = await bench.open();
  const lines: string[][] = [];
  const timedOut = new Set<string>();
  for (const rows of sizes) {
    const own: PeerTimes[] = [];
    const theirs = new Map<string, PeerTimes[]>(peers.map((name) => [name, []]));
    for (let round = 0; round < (rows > maxRowsForRounds ? 1 : rounds); round++) {
      await measure(page, warmUpRows, 1);
      own.push(await measure(page, rows, 1));
      for (const name of peers.filter((peer) => !timedOut.has(peer))) {
        const taken = await measurePeer(bench, name, rows);
        if (taken === null || taken.draw === null) timedOut.add(name);
        else theirs.get(name)!.push(taken);
      }
    }
    for (const [name, times] of theirs) lines.push([name, rows.toLocaleString('en'), ...compare(own, times)]);
  }
  await page.close();
  printTable(
    'Peers in the same browser on the same rows, alternating with Heddle: milliseconds, and ratio of Heddle to the peer',
    ['', 'rows', 'full draw', 'Heddle', 'ratio', 'brush step', 'Heddle', 'ratio'],
    lines,
  );
}

/** For each measure: the peer, Heddle, and their ratio; for a peer that timed out, the bounds given by the time limit. */
function compare(own: readonly PeerTimes[], theirs: readonly PeerTimes[]): string[] {
  return (['draw', 'step'] as const).flatMap((key) => {
    const [mine, peer] = [own, theirs].map((times) => median(times.map((each) => each[key] ?? timeLimit)));
    if (theirs.length === 0)
      return [`> ${String(timeLimit)}`, mine!.toFixed(0), `< ${(mine! / timeLimit).toFixed(4)}`];
    return [peer!.toFixed(0), mine!.toFixed(0), (mine! / peer!).toFixed(4)];
  });
}

/** Uses a separate page, since a peer that exceeds the time limit cannot be stopped; null then. */
async function measurePeer(bench: Bench, name: string, rows: number): Promise<PeerTimes | null> {
  const page = await bench.open();
  const timeout = new Promise<null>((resolve) => setTimeout(() => resolve(null), 2 * timeLimit).unref());
  const measured = page.evaluate<PeerTimes>(
    `measurePeer(${JSON.stringify(name)}, ${String(rows)}, ${String(steps)})`,
  );
  const result = await Promise.race([measured.catch(() => null), timeout]);
  await page.close({ runBeforeUnload: false });
  return result;
}
