import { describe, expect, it } from 'vitest';
import { safeStorage } from '../../../src/page/shell/fallbacks/storage.ts';
import { BackendMemory } from '../../../src/page/train/running/backend-memory.ts';

/** A storage in memory. */
const storage = () =>
  safeStorage(() => {
    throw new Error('blocked');
  });

describe('The memory of backends', () => {
  it('keeps the fastest by magnitude, for later visits with the same browser', () => {
    const kept = storage();
    const memory = new BackendMemory(kept, 'browser 1');
    expect(memory.read()).toEqual({});
    memory.note(7, 'webgl');
    memory.note(3, 'wasm');
    memory.note(7, 'webgpu');
    expect(new BackendMemory(kept, 'browser 1').read()).toEqual({ 3: 'wasm', 7: 'webgpu' });
    expect(new BackendMemory(kept, 'browser 2').read()).toEqual({});
  });

  it.each([
    '{',
    'null',
    '7',
    '{"userAgent":"browser 1"}',
    '{"userAgent":"browser 1","fastest":{"7":"abacus"}}',
  ])('ignores what it did not write: %s', (text) => {
    const kept = storage();
    kept.setItem('heddle.backends', text);
    expect(new BackendMemory(kept, 'browser 1').read()).toEqual({});
  });
});
