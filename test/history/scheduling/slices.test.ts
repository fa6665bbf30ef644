import { expect, it } from 'vitest';
import {
  createYielder,
  resultInSlices,
  runAfterEvents,
  runInSlices,
  yieldToEventLoop,
} from '../../../history/scheduling/index.ts';

function* countTo(last: number, seen: number[] = []): Generator<void, number> {
  for (let step = 1; step <= last; step++) {
    seen.push(step);
    yield;
  }
  return last;
}

/** Posts a message to itself, and resolves when it arrives. */
function message(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const arrived = new Promise<void>((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
  });
  port2.postMessage(null);
  return arrived;
}

it('a message that was sent before is handled before the loop goes on', async () => {
  let isStopped = false;
  void message().then(() => (isStopped = true));
  let turns = 0;
  // Without turns for other events this would never end.
  while (!isStopped) {
    await yieldToEventLoop();
    turns++;
  }
  expect(turns).toBeGreaterThan(0);
});

it('a yielder yields only when the slice is used up', async () => {
  let time = 0;
  const pause = createYielder(() => time, 10);
  let arrivals = 0;
  void message().then(() => arrivals++);
  time = 9;
  await pause();
  expect(arrivals).toBe(0);
  time = 10;
  while (arrivals === 0) {
    time += 10;
    await pause();
  }
  expect(arrivals).toBe(1);
});

it('steps give their result, however many fit into a slice', async () => {
  for (const sliceMs of [0, 4, 1000]) expect(await resultInSlices(countTo(5), sliceMs)).toBe(5);
  expect(await new Promise((resolve) => runInSlices(countTo(7), resolve))).toBe(7);
});

it('a step that throws rejects', async () => {
  const steps: Iterator<void, number> = {
    next: () => {
      throw new Error('step 1 failed');
    },
  };
  await expect(resultInSlices(steps, 4)).rejects.toThrow('step 1 failed');
});

it('cancelled work neither goes on nor reports a result', async () => {
  const seen: number[] = [];
  const results: number[] = [];
  const cancelSteps = runInSlices(countTo(5, seen), (result) => results.push(result), 0);
  const cancelTask = runAfterEvents(() => results.push(0));
  cancelSteps();
  cancelTask();
  for (let turn = 0; turn < 20; turn++) await yieldToEventLoop();
  expect({ seen, results }).toEqual({ seen: [], results: [] });
});
