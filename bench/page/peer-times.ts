import { rowsOf } from './data.ts';
import { peers } from './peers/index.ts';
import { collectGarbage, timeToPicture } from './presented.ts';

/** Milliseconds until the frame was presented; null if nothing was drawn. */
export interface PeerTimes {
  readonly draw: number | null;
  readonly step: number | null;
}

/** Maximum total milliseconds for the brush steps of a peer. */
const stepsTimeout = 15_000;

/** Draws and brushes `count` rows with a peer, after a small drawing for warm-up. */
export async function measurePeer(name: string, count: number, steps: number): Promise<PeerTimes> {
  const target = document.querySelector<HTMLElement>('#chart')!;
  const open = peers[name]!;
  const small = await open();
  await timeToPicture(small.prepare(target, rowsOf(200)));
  await timeToPicture(() => small.brush(0.2, 0.65));
  small.end();
  const peer = await open();
  const act = peer.prepare(target, rowsOf(count));
  collectGarbage();
  const draw = await timeToPicture(act);
  const times: number[] = [];
  const began = performance.now();
  for (let step = 0; step < steps && performance.now() - began < stepsTimeout; step++) {
    const time = await timeToPicture(() => peer.brush(0.2, 0.65 - step / 400));
    if (time !== null) times.push(time);
  }
  return { draw, step: times.sort((a, b) => a - b)[times.length >> 1] ?? null };
}
