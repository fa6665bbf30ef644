import { describe, expect, it } from 'vitest';
import { RendererSetting } from '../../../src/page/plot/renderer-setting.svelte.ts';

/** What a browser keeps by name. */
function storageOf(pairs: Record<string, string>): Storage {
  const map = new Map(Object.entries(pairs));
  return {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
    removeItem: (key: string) => void map.delete(key),
  } as Storage;
}

describe('RendererSetting', () => {
  it.each(['gpu', 'cpu'] as const)('finds %s again at the next visit', (option) => {
    const storage = storageOf({});
    new RendererSetting(storage).option = option;
    expect(new RendererSetting(storage).option).toBe(option);
    new RendererSetting(storage).option = 'auto';
    expect(new RendererSetting(storage).option).toBe('auto');
  });

  it('takes for auto what it does not know', () => {
    expect(new RendererSetting(storageOf({ 'heddle.renderer': 'vulkan' })).option).toBe('auto');
  });
});
