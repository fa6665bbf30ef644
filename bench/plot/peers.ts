import type { PeerTimes } from '../page/peer-times.ts';
import { median, printTable } from '../table.ts';
import type { Bench } from './index.ts';
import { measure, rounds } from './measure.ts';

const peers = ['ECharts', 'parcoord-es', 'Plotly', 'HiPlot'];
const sizes = [1_000, 10_000, 100_000];
/** Rows of the drawing that warms ours up each time, as each peer's page is warmed up. */
const few = 200;
/** Drawings of more rows than this take peers up to a minute. */
const manyRows = 10_000;
/** Milliseconds that a drawing of a peer may take. */
const limit = 60_000;
const steps = 3;

/** In turns with ours: small drawings in several rounds, large ones of slow peers in one. */
export async function benchPeers(bench: Bench): Promise<void> {
  const page = await bench.open();
  const lines: string[][] = [];
  const late = new Set<string>();
  for (const rows of sizes) {
    const own: PeerTimes[] = [];
    const theirs = new Map<string, PeerTimes[]>(peers.map((name) => [name, []]));
    for (let round = 0; round < (rows > manyRows ? 1 : rounds); round++) {
      await measure(page, few, 1);
      own.push(await measure(page, rows, 1));
      for (const name of peers.filter((peer) => !late.has(peer))) {
        const taken = await measurePeer(bench, name, rows);
        if (taken === null || taken.draw === null) late.add(name);
        else theirs.get(name)!.push(taken);
      }
    }
    for (const [name, times] of theirs) lines.push([name, rows.toLocaleString('en'), ...besides(own, times)]);
  }
  await page.close();
  printTable(
    'Peers in the same browser on the same rows, in turns with Heddle: milliseconds, and what Heddle takes as a share',
    ['', 'rows', 'full draw', 'Heddle', 'share', 'brush step', 'Heddle', 'share'],
    lines,
  );
}

/** Per measure: theirs, ours, and the share; of a peer that is not done in time the limit, and what is known of the share. */
function besides(own: readonly PeerTimes[], theirs: readonly PeerTimes[]): string[] {
  return (['draw', 'step'] as const).flatMap((what) => {
    const [mine, peer] = [own, theirs].map((times) => median(times.map((each) => each[what] ?? limit)));
    if (theirs.length === 0)
      return [`> ${String(limit)}`, mine!.toFixed(0), `< ${(mine! / limit).toFixed(4)}`];
    return [peer!.toFixed(0), mine!.toFixed(0), (mine! / peer!).toFixed(4)];
  });
}

/** On a page of its own, since a peer that is not done in time cannot be stopped; null then. */
async function measurePeer(bench: Bench, name: string, rows: number): Promise<PeerTimes | null> {
  const page = await bench.open();
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), 2 * limit).unref());
  const measured = page.evaluate<PeerTimes>(
    `measurePeer(${JSON.stringify(name)}, ${String(rows)}, ${String(steps)})`,
  );
  const result = await Promise.race([measured.catch(() => null), late]);
  await page.close({ runBeforeUnload: false });
  return result;
}
