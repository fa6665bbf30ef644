import { describe, expect, it } from 'vitest';
import { databasesOf, ExperimentList } from '../../../src/page/experiments/named/experiment-list.ts';
import type { KeyStorage } from '../../../src/page/shell/fallbacks/storage.ts';

const DAY = 24 * 3600 * 1000;

function memory(): KeyStorage {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
}

function begin() {
  const [storage, tab] = [memory(), memory()];
  let now = 0;
  let next = 0;
  const open = (ofTab = tab) =>
    new ExperimentList({ storage, tab: ofTab, newId: () => `id${String(next++)}`, clock: () => now });
  return { storage, open, list: open(), wait: (time: number) => (now += time) };
}

const namesOf = ({ all }: ExperimentList) => all.map(({ name }) => name);

describe('the list of experiments', () => {
  it('begins with the databases of the time before there were several', () => {
    const { list } = begin();
    expect(namesOf(list)).toEqual(['Experiment 1']);
    expect(databasesOf(list.current)).toEqual({
      runs: 'heddle',
      models: 'heddle-models',
      sweeps: 'heddle-sweeps',
    });
  });

  it('creates experiments with free names and databases of their own', () => {
    const { list } = begin();
    const second = list.create();
    list.rename(second.id, ' Sweep ');
    list.create();
    list.createCopy(list.all[1]!);
    list.createCopy(list.all[1]!);
    expect(namesOf(list)).toEqual(['Experiment 1', 'Sweep', 'Experiment 2', 'Sweep copy', 'Sweep copy 2']);
    expect(new Set(list.all.map((each) => databasesOf(each).runs)).size).toBe(5);
  });

  it('shows in each tab what that tab showed last, and in a new tab what was shown last', () => {
    const { list, open } = begin();
    const other = open(memory());
    const second = list.create();
    list.show('');
    other.show(second.id);
    expect(list.current.id).toBe('');
    expect(other.current.id).toBe(second.id);
    expect(open(memory()).current.id).toBe(second.id);
  });

  it('restores a deleted experiment for seven days, then gives up its databases', () => {
    const { list, wait } = begin();
    const { id } = list.create('Sweep');
    list.show(id);
    list.remove(id);
    expect(list.current.id).toBe('');
    expect(list.deleted.map(({ name }) => name)).toEqual(['Sweep']);
    wait(6 * DAY);
    expect(list.takeExpired()).toEqual([]);
    list.restore(id);
    expect(namesOf(list)).toEqual(['Experiment 1', 'Sweep']);
    list.remove(id);
    wait(8 * DAY);
    expect(list.deleted).toEqual([]);
    expect(list.takeExpired().map((each) => each.id)).toEqual([id]);
    list.restore(id);
    expect(namesOf(list)).toEqual(['Experiment 1']);
  });

  it('has an experiment when the last one is deleted', () => {
    const { list } = begin();
    list.remove('');
    expect(namesOf(list)).toEqual(['Experiment 2']);
    expect(list.current.id).not.toBe('');
  });

  it.each(['not JSON', '5', '[{"id": 1}]', '[]', '{}'])('begins anew with a list that says %s', (text) => {
    const { storage, list } = begin();
    storage.setItem('heddle.experiments', text);
    expect(namesOf(list)).toEqual(['Experiment 1']);
  });
});
