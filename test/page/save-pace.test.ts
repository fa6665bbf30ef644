import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSavePace } from '../../src/page/runs/save-pace.ts';

describe('Saves', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** News every 100 milliseconds, each taking back the request before it. */
  function follow(milliseconds: number, isGrowing: boolean): number {
    const ask = createSavePace(3000, () => Date.now());
    let saves = 0;
    let takeBack: () => void = () => undefined;
    for (let time = 0; time < milliseconds; time += 100) {
      takeBack();
      takeBack = ask(isGrowing, () => saves++);
      vi.advanceTimersByTime(100);
    }
    return saves;
  }

  it('are three seconds apart while runs grow, however much news there is', () => {
    expect(follow(8900, true)).toBe(3);
  });

  it('come with all news otherwise', () => {
    expect(follow(1000, false)).toBe(10);
  });

  it('come at once when growing has ended', () => {
    const ask = createSavePace(3000, () => Date.now());
    const saved: string[] = [];
    ask(true, () => saved.push('first'));
    vi.advanceTimersByTime(10);
    const takeBack = ask(true, () => saved.push('growing'));
    vi.advanceTimersByTime(100);
    takeBack();
    ask(false, () => saved.push('last'));
    vi.advanceTimersByTime(0);
    expect(saved).toEqual(['first', 'last']);
  });
});
