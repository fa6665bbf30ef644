import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  serveWorker,
  WorkerDiedError,
  WorkerHost,
  yieldToEventLoop,
} from '../../../history/scheduling/index.ts';
import { outcomeOf, until } from './wait.ts';
import { DEATHS, WorkerDouble, type Death } from './worker-double.ts';

// Messages between ports are real; only the seconds that the host counts are not.
beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }),
);
afterEach(() => void vi.useRealTimers());

/** A service whose calls end when the test says so. */
function createService() {
  const open: ((text: string) => void)[] = [];
  const progress: ((share: number) => void)[] = [];
  return {
    open,
    progress,
    service: {
      double: (value: number) => 2 * value,
      fail: () => {
        throw new Error('line 3: expected a number');
      },
      wait: () => new Promise<string>((resolve) => open.push(resolve)),
      report(tell: (share: number) => void) {
        progress.push(tell);
        return new Promise<string>((resolve) => open.push(resolve));
      },
      cancel: () => open.forEach((end) => end('partial')),
      ignore: () => undefined,
    },
  };
}

type Service = ReturnType<typeof createService>['service'];

function setUp() {
  const made = createService();
  const workers: WorkerDouble[] = [];
  const unborn = { count: 0 };
  const host = new WorkerHost<Service>({
    name: 'test worker',
    create: () => {
      const worker = new WorkerDouble(
        unborn.count-- > 0 ? null : (endpoint) => serveWorker(made.service, { endpoint, holdLock: false }),
      );
      workers.push(worker);
      return worker;
    },
  });
  return { ...made, host, workers, unborn };
}

const REASONS: Record<Death, string> = {
  throws: 'the test worker failed: out of memory',
  'has no script': 'the test worker ended unexpectedly',
  'sends what cannot be read': 'the test worker sent a message that cannot be read',
  'falls silent': 'the test worker did not respond for 60 s',
};

/** Seconds matter to a worker that just falls silent. */
const isSilent = (death: Death) => death === 'falls silent';

it('returns what the service returns and throws what it throws, on one worker', async () => {
  const { host, workers } = setUp();
  expect(await host.call((service) => service.double(21))).toBe(42);
  await expect(host.call((service) => service.fail())).rejects.toThrow('line 3: expected a number');
  expect(await host.call((service) => service.double(4))).toBe(8);
  expect(workers).toHaveLength(1);
});

it('drops progress that comes after the call has ended', async () => {
  const { host, open, progress } = setUp();
  const shares: number[] = [];
  const call = outcomeOf(
    host.call((service, callback) => service.report(callback((share: number) => shares.push(share)))),
  );
  await until(() => progress.length === 1);
  progress[0]!(0.5);
  await until(() => shares.length === 1);
  open[0]!('whole');
  await until(() => call.isSettled);
  progress[0]!(0.9);
  for (let turn = 0; turn < 20; turn++) await yieldToEventLoop();
  expect(shares).toEqual([0.5]);
});

describe.each(DEATHS)('a worker that %s', (death) => {
  it('while it starts is replaced once for an idempotent call', async () => {
    const { host, workers, unborn } = setUp();
    unborn.count = 1;
    const call = outcomeOf(host.call((service) => service.double(3), { isIdempotent: true }));
    workers[0]!.die(death);
    await until(() => call.isSettled, isSilent(death));
    expect(call).toMatchObject({ value: 6 });
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true, false]);
  });

  it('while it starts, twice, makes the call fail; the next call works', async () => {
    const { host, workers, unborn } = setUp();
    unborn.count = 2;
    const call = outcomeOf(host.call((service) => service.double(3), { isIdempotent: true }));
    workers[0]!.die(death);
    await until(() => workers.length === 2, isSilent(death));
    workers[1]!.die(death);
    await until(() => call.isSettled, isSilent(death));
    expect(call.error).toBeInstanceOf(WorkerDiedError);
    expect(String(call.error)).toContain('the test worker');
    expect(await host.call((service) => service.double(5))).toBe(10);
  });

  it('while it is idle is replaced with the next call', async () => {
    const { host, workers } = setUp();
    await host.call((service) => service.double(1));
    workers[0]!.die(death);
    const call = outcomeOf(host.call((service) => service.double(2), { isIdempotent: true }));
    await until(() => call.isSettled, isSilent(death));
    expect(call).toMatchObject({ value: 4 });
    expect(workers).toHaveLength(2);
  });

  it('in the middle of a call makes it fail with a message that names the worker', async () => {
    const { host, workers, open } = setUp();
    const call = outcomeOf(host.call((service) => service.wait()));
    await until(() => open.length === 1);
    workers[0]!.die(death);
    await until(() => call.isSettled, isSilent(death));
    expect(call.error).toEqual(
      new WorkerDiedError('test worker', REASONS[death].replace('the test worker ', '')),
    );
    expect(await host.call((service) => service.double(7))).toBe(14);
  });

  it('in the middle of two idempotent calls has both made again', async () => {
    const { host, workers, open } = setUp();
    const idempotent = { isIdempotent: true };
    const calls = [1, 2].map(() => outcomeOf(host.call((service) => service.wait(), idempotent)));
    await until(() => open.length === 2);
    workers[0]!.die(death);
    await until(() => open.length === 4, isSilent(death));
    open.forEach((end) => end('whole'));
    await until(() => calls.every(({ isSettled }) => isSettled));
    expect(calls.map(({ value }) => value)).toEqual(['whole', 'whole']);
    expect(workers).toHaveLength(2);
  });

  it('while a call is cancelled ends the call as cancelled', async () => {
    const { host, workers, open } = setUp();
    const abort = new AbortController();
    const options = {
      isIdempotent: true,
      signal: abort.signal,
      cancel: async () => undefined,
      patience: 1e6,
    };
    const call = outcomeOf(host.call((service) => service.wait(), options));
    await until(() => open.length === 1);
    abort.abort();
    workers[0]!.die(death);
    await until(() => call.isSettled, isSilent(death));
    expect(call.error).toBe(abort.signal.reason);
    expect(workers).toHaveLength(1);
    expect(await host.call((service) => service.double(7))).toBe(14);
  });
});

describe('a call that is cancelled', () => {
  const signalled = () => new AbortController();

  it('gives what the service has until then, if it ends in time', async () => {
    const { host, workers, open } = setUp();
    const abort = signalled();
    const cancel = {
      signal: abort.signal,
      cancel: (service: { cancel(): Promise<void> }) => service.cancel(),
    };
    const call = outcomeOf(host.call((service) => service.wait(), cancel));
    await until(() => open.length === 1);
    abort.abort();
    await until(() => call.isSettled);
    expect(call).toMatchObject({ value: 'partial' });
    expect(workers[0]!.isTerminated).toBe(false);
  });

  it('has its worker terminated when the service does not end it, and other calls go on elsewhere', async () => {
    const { host, workers, open } = setUp();
    const abort = signalled();
    const options = { signal: abort.signal, cancel: async () => undefined, patience: 800 };
    const cancelled = outcomeOf(host.call((service) => service.wait(), options));
    const other = outcomeOf(host.call((service) => service.wait(), { isIdempotent: true }));
    await until(() => open.length === 2);
    abort.abort();
    await vi.advanceTimersByTimeAsync(799);
    expect(cancelled.isSettled).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await until(() => cancelled.isSettled && open.length === 3);
    open[2]!('whole');
    await until(() => other.isSettled);
    expect(cancelled.error).toBe(abort.signal.reason);
    expect(other).toMatchObject({ value: 'whole' });
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true, false]);
  });

  it('ends at once where nothing can be asked of the service, and before it begins', async () => {
    const { host, workers, open } = setUp();
    const abort = signalled();
    const call = outcomeOf(host.call((service) => service.wait(), { signal: abort.signal }));
    await until(() => open.length === 1);
    abort.abort();
    await until(() => call.isSettled);
    expect(call.error).toBe(abort.signal.reason);
    const late = host.call((service) => service.double(1), { signal: abort.signal });
    await expect(late).rejects.toBe(abort.signal.reason);
    expect(workers).toHaveLength(1);
  });
});

it('a worker that cannot be created is reported, and tried again', async () => {
  let attempts = 0;
  const host = new WorkerHost<Service>({
    name: 'test worker',
    create: () => {
      attempts++;
      throw new Error('workers are forbidden here');
    },
  });
  const call = host.call((service) => service.double(1), { isIdempotent: true });
  await expect(call).rejects.toThrow('the test worker could not be started: workers are forbidden here');
  expect(attempts).toBe(2);
});

it('a script that is missing is named as such', async () => {
  const { host, workers, unborn } = setUp();
  unborn.count = 1;
  const call = outcomeOf(host.call((service) => service.double(1)));
  workers[0]!.die('has no script');
  await until(() => call.isSettled);
  expect(call.error).toEqual(new WorkerDiedError('test worker', 'could not be loaded'));
});

it('disposing ends the calls under way and the worker', async () => {
  const { host, workers, open } = setUp();
  const call = outcomeOf(host.call((service) => service.wait(), { isIdempotent: true }));
  await until(() => open.length === 1);
  host.dispose();
  await until(() => call.isSettled);
  expect(call.error).toEqual(new WorkerDiedError('test worker', 'was closed'));
  await expect(host.call((service) => service.double(1))).rejects.toThrow('was closed');
  expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true]);
});

describe('silence', () => {
  /** Seconds that go by until a call fails, of a worker that answers until `silentFrom`; null if it never fails. */
  async function secondsUntilDeath(silentFrom: number, maxSilence: number | null): Promise<number | null> {
    const { host, workers, open } = setUp();
    const call = outcomeOf(host.call((service) => service.wait(), { maxSilence }));
    await until(() => open.length === 1);
    for (let second = 1; second <= 100; second++) {
      await vi.advanceTimersByTimeAsync(1000);
      for (let turn = 0; turn < 5; turn++) await yieldToEventLoop();
      if (call.isSettled) return second;
      if (second === silentFrom) workers[0]!.die('falls silent');
    }
    host.dispose();
    return null;
  }

  it('of a worker that always answers is none to either of two calls made together', async () => {
    const { host, workers, open } = setUp();
    const calls = [1, 2].map(() => outcomeOf(host.call((service) => service.wait())));
    await until(() => open.length === 2);
    for (let second = 0; second < 100; second++) {
      await vi.advanceTimersByTimeAsync(1000);
      for (let turn = 0; turn < 5; turn++) await yieldToEventLoop();
    }
    expect(calls).toEqual([{ isSettled: false }, { isSettled: false }]);
    expect(workers).toHaveLength(1);
    host.dispose();
  });

  it.each([
    ['of a worker that always answers is none', Infinity, 15, null],
    ['is noticed after the seconds that it may last', 20, 15, 36],
    ['does not count where it may last for ever', 20, null, null],
  ])('%s', async (_, silentFrom, maxSilence, expected) => {
    expect(await secondsUntilDeath(silentFrom, maxSilence)).toBe(expected);
  });
});
