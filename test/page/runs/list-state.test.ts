import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
import { ListState, type ListActions } from '../../../src/page/runs/list-state.svelte.ts';
import type { RunItem } from '../../../src/page/runs/run-items.ts';

function item(key: string, children: readonly RunItem[] = []): RunItem {
  return { key, run: 0, runs: [0], row: 0, value: null, sd: NaN, n: 0, children };
}

const items = [item('a', [item('a1'), item('a2')]), item('b'), item('c'), item('d')];

/** A list with recorded actions; the key that was pressed last has its focus. */
function openList(focused = 'a') {
  const list = new ListState(() => items);
  list.current = focused;
  const done: string[] = [];
  const record = (name: string) => (all: readonly RunItem[]) =>
    void done.push(`${name} ${all.map(({ key }) => key).join()}`);
  const actions: ListActions = {
    page: 2,
    focus: (place) => (list.current = list.entries[place]!.item.key),
    pin: record('pin'),
    toggleShown: record('show'),
    rename: (only) => record('rename')([only]),
    remove: record('remove'),
    openMenu: (only) => record('menu')([only]),
  };
  return {
    list,
    done,
    press(...keys: readonly string[]) {
      for (const key of keys) {
        const parts = key.split('+');
        const event = {
          key: parts.at(-1)!,
          shiftKey: parts.includes('Shift'),
          ctrlKey: parts.includes('Control'),
          metaKey: false,
          altKey: parts.includes('Alt'),
        };
        isUsed = list.handleKey(event, list.current, actions);
        flushSync();
      }
      return isUsed;
    },
  };
}
let isUsed = false;

const selected = (list: ListState) => list.chosen.map(({ key }) => key).join();

describe('keys in the list of runs', () => {
  it.each([
    [['ArrowDown'], 'b'],
    [['ArrowUp'], 'a'],
    [['End'], 'd'],
    [['End', 'ArrowDown'], 'd'],
    [['End', 'Home'], 'a'],
    [['PageDown'], 'c'],
    [['PageDown', 'PageDown', 'PageUp'], 'b'],
    [['ArrowRight', 'ArrowRight'], 'a1'],
    [['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowLeft'], 'a'],
    [['ArrowRight', 'ArrowLeft', 'ArrowDown'], 'b'],
  ])('%j move the focus to %s', (keys, key) => {
    const { list, press } = openList();
    expect(press(...keys)).toBe(true);
    expect(list.current).toBe(key);
  });

  it.each([
    [['Shift+ArrowDown', 'Shift+ArrowDown'], 'a,b,c'],
    [['ArrowDown', 'Shift+End', 'Shift+ArrowUp'], 'b,c'],
    [['Control+ ', 'ArrowDown', 'ArrowDown', 'Control+ '], 'a,c'],
    [['Control+ ', 'Control+ '], ''],
    [['ArrowRight', 'Control+a'], 'a,a1,a2,b,c,d'],
    [['Control+a', 'Escape'], ''],
  ])('%j select %s', (keys, wanted) => {
    const { list, press } = openList();
    press(...keys);
    expect(selected(list)).toBe(wanted);
  });

  it.each([
    ['Enter', 'pin b'],
    [' ', 'show b'],
    ['F2', 'rename b'],
    ['Delete', 'remove b'],
    ['m', 'menu b'],
    ['ContextMenu', 'menu b'],
  ])('%s acts on the focused item, or where that fits on the selection', (key, wanted) => {
    const one = openList('b');
    one.press(key);
    expect(one.done).toEqual([wanted]);
    const several = openList('b');
    several.press('Shift+ArrowDown', key);
    const isForOne = ['F2', 'm', 'ContextMenu'].includes(key);
    expect(several.done).toEqual([isForOne ? wanted.replace('b', 'c') : `${wanted},c`]);
  });

  it.each(['x', 'Escape', 'Alt+ArrowDown', 'Control+ArrowDown', 'Tab'])('leave %s to the page', (key) => {
    const { list, done, press } = openList();
    expect(press(key)).toBe(false);
    expect([list.current, done, selected(list)]).toEqual(['a', [], '']);
  });

  it('are not handled for an item that is not listed', () => {
    const { list, press } = openList('gone');
    expect(press('ArrowDown')).toBe(false);
    expect(list.current).toBe('gone');
  });
});
