import { describe, expect, it } from 'vitest';
import { safeStorage } from '../../src/page/shell/fallbacks/storage.ts';
import { uniqueId } from '../../src/page/shell/fallbacks/unique-id.ts';

const blocked = (): never => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};

describe('safeStorage', () => {
  it.each<[string, () => Storage]>([
    ['is blocked', blocked],
    ['is full', () => ({ getItem: () => null, setItem: blocked, removeItem: blocked }) as unknown as Storage],
    [
      'is blocked later',
      () => ({ getItem: blocked, setItem: blocked, removeItem: blocked }) as unknown as Storage,
    ],
  ])('holds values in memory where the storage %s', (_, open) => {
    const storage = safeStorage(open);
    expect(storage.getItem('theme')).toBe(null);
    storage.setItem('theme', 'dark');
    expect(storage.getItem('theme')).toBe('dark');
    storage.removeItem('theme');
    expect(storage.getItem('theme')).toBe(null);
  });
});

describe('uniqueId', () => {
  it('returns a different UUID of version 4 each time', () => {
    const ids = Array.from({ length: 1000 }, uniqueId);
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
