import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSavePace } from '../../../src/page/experiments/save-pace.ts';

describe('Saves', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** News every 100 milliseconds, each taking back the request before it. */
  async function follow(milliseconds: number, isGrowing: boolean, taking = 0): Promise<number> {
    const ask = createSavePace(3000, () => Date.now());
    let saves = 0;
    let takeBack: () => void = () => undefined;
    for (let time = 0; time < milliseconds; time += 100) {
      takeBack();
      takeBack = ask(isGrowing, async () => {
        saves++;
        if (taking > 0) await new Promise((resolve) => setTimeout(resolve, taking));
      });
      await vi.advanceTimersByTimeAsync(100);
    }
    return saves;
  }

  it('are three seconds apart while runs grow, however often they change', async () => {
    expect(await follow(8900, true)).toBe(3);
  });

  it('are ten times as far apart as a save takes where that is more', async () => {
    expect(await follow(8900, true, 600)).toBe(2);
  });

  it('follow every change otherwise', async () => {
    expect(await follow(1000, false)).toBe(10);
  });

  it('are immediate when growing has ended', () => {
    const ask = createSavePace(3000, () => Date.now());
    const saved: string[] = [];
    const save = (name: string) => () => {
      saved.push(name);
      return Promise.resolve();
    };
    ask(true, save('first'));
    vi.advanceTimersByTime(10);
    const takeBack = ask(true, save('growing'));
    vi.advanceTimersByTime(100);
    takeBack();
    ask(false, save('last'));
    vi.advanceTimersByTime(0);
    expect(saved).toEqual(['first', 'last']);
  });
});
