import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { serveWorker, WorkerHost, yieldToEventLoop } from '../../../history/scheduling/index.ts';
import { outcomeOf, until } from './wait.ts';
import { WorkerDouble, type Death } from './worker-double.ts';

// Messages between ports are real; only the seconds that the host counts are not.
beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }),
);
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** How far a worker gets before it dies. */
const STAGES = [
  'before its script has run',
  'before its lock is requested',
  'before it learns that it holds its lock',
  'once it is ready',
  'in a call',
] as const;
type Stage = (typeof STAGES)[number];

/** The locks that page and worker share. The worker's are requested and granted as far as its stage says. */
class Locks {
  readonly #waiting = new Map<string, (() => void)[]>();
  stage: Stage = 'in a call';

  request(name: string, callback: () => unknown): Promise<unknown> {
    const waiting = this.#waiting.get(name);
    if (waiting !== undefined) waiting.push(callback);
    else if (this.stage !== 'before its lock is requested') {
      this.#waiting.set(name, []);
      if (this.stage !== 'before it learns that it holds its lock') void callback();
    }
    return new Promise(() => undefined);
  }

  query() {
    return Promise.resolve({ held: [...this.#waiting.keys()].map((name) => ({ name })), pending: [] });
  }

  releaseAll(): void {
    const granted = [...this.#waiting.values()].flatMap(([first]) => first ?? []);
    this.#waiting.clear();
    for (const grant of granted) grant();
  }
}

/** The first worker gets as far as `stage`; those after it work. */
function setUp(stage: Stage) {
  const locks = new Locks();
  vi.stubGlobal('navigator', { locks });
  const calls: number[] = [];
  const workers: WorkerDouble[] = [];
  const service = {
    double(value: number): number | Promise<never> {
      calls.push(value);
      return workers.length === 1 && stage === 'in a call' ? new Promise(() => undefined) : 2 * value;
    },
  };
  const host = new WorkerHost<typeof service>({
    name: 'test worker',
    create: () => {
      const isFirst = workers.length === 0;
      locks.stage = isFirst ? stage : 'in a call';
      const hasScript = !isFirst || stage !== 'before its script has run';
      const worker = new WorkerDouble(hasScript ? (endpoint) => serveWorker(service, { endpoint }) : null);
      workers.push(worker);
      return worker;
    },
  });
  return { calls, host, locks, workers };
}

/** Lets the messages arrive that have been sent. */
async function deliver(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await yieldToEventLoop();
}

type End = Exclude<Death, 'falls silent'> | 'ends without an event' | 'hangs';

/** Seconds until each end is noticed, in the order of the stages; null if it holds its lock and may be busy. */
const NOTICED: Record<End, readonly (number | null)[]> = {
  throws: [0, 0, 0, 0, 0],
  'has no script': [0, 0, 0, 0, 0],
  'sends what cannot be read': [0, 0, 0, 0, 0],
  'ends without an event': [60, 5, 0, 0, 0],
  hangs: [60, 5, 60, null, null],
};

const cases = Object.entries(NOTICED).flatMap(([end, seconds]) =>
  STAGES.map((stage, index) => ({ end: end as End, stage, seconds: seconds[index]! })),
);

describe('a worker', () => {
  it.each(cases)('that $end $stage is replaced after $seconds s', async ({ end, stage, seconds }) => {
    const { host, locks, workers, calls } = setUp(stage);
    if (stage === 'once it is ready') await host.call((service) => service.double(1));
    const call = () => outcomeOf(host.call((service) => service.double(3), { isIdempotent: true }));
    let outcome = call();
    if (stage === 'in a call') await until(() => calls.length === 1);
    else await deliver();
    if (end === 'ends without an event' || end === 'hangs') workers[0]!.die('falls silent');
    else workers[0]!.die(end);
    if (end !== 'hangs') locks.releaseAll();
    if (stage === 'once it is ready') outcome = call();
    await deliver();
    let passed = 0;
    for (; workers.length === 1 && passed < 100; passed++) {
      await vi.advanceTimersByTimeAsync(1000);
      await deliver();
    }
    if (seconds === null) {
      expect(workers).toHaveLength(1);
    } else {
      // An answer on its way may delay the count by a second.
      expect(passed).toBeGreaterThanOrEqual(seconds);
      expect(passed).toBeLessThanOrEqual(seconds === 0 ? 0 : seconds + 1);
      await until(() => outcome.isSettled);
      expect(outcome).toMatchObject({ value: 6 });
    }
    host.dispose();
  });

  it('that waits long for its lock and answers is kept', async () => {
    const { host, workers } = setUp('before its lock is requested');
    const call = outcomeOf(host.call((service) => service.double(3), { isIdempotent: true }));
    for (let second = 0; second < 100; second++) {
      await vi.advanceTimersByTimeAsync(1000);
      await deliver();
    }
    expect(call).toEqual({ isSettled: false });
    expect(workers).toHaveLength(1);
    host.dispose();
  });
});

it('a call that is cancelled before the worker is ready is not made', async () => {
  const { calls, host, locks, workers } = setUp('before it learns that it holds its lock');
  const abort = new AbortController();
  const options = { signal: abort.signal, cancel: async () => undefined, isIdempotent: true };
  const cancelled = outcomeOf(host.call((service) => service.double(1), options));
  const other = outcomeOf(host.call((service) => service.double(2), { isIdempotent: true }));
  await deliver();
  abort.abort();
  await until(() => cancelled.isSettled);
  expect(cancelled.error).toBe(abort.signal.reason);
  locks.releaseAll();
  await until(() => other.isSettled);
  expect(other).toMatchObject({ value: 4 });
  expect([calls, workers.length]).toEqual([[2], 2]);
});
