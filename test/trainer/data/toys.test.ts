import { describe, expect, it } from 'vitest';
import {
  checkDataset,
  madeDatasets,
  makeDataset,
  makeToy,
  toyNames,
  validationSplit,
} from '../../../trainer/index.ts';

describe.each(toyNames)('%s', (name) => {
  it('is reproducible by seed, has balanced classes, and has the given noise', () => {
    const toy = makeToy(name, 1);
    checkDataset(toy);
    expect(makeToy(name, 1)).toEqual(toy);
    expect(makeToy(name, 2).features).not.toEqual(toy.features);
    const countOf = (label: number) => [...toy.labels].filter((each) => each === label).length;
    const counts = Array.from({ length: toy.classes }, (_, label) => countOf(label));
    expect(new Set(counts).size).toBe(1);
    const [clean, noisy] = [makeToy(name, 1, 0), makeToy(name, 1, 0.5)];
    const gaps = Array.from(clean.features, (value, i) => value - noisy.features[i]!);
    const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + gap * gap, 0) / gaps.length);
    expect(Math.abs(deviation / 0.5 - 1)).toBeLessThan(0.05);
  });
});

it.each([
  [
    'circles',
    (x: number, y: number, label: number) => Math.abs(Math.hypot(x, y) - (label === 0 ? 1 : 0.5)) < 1e-6,
  ],
  ['xor', (x: number, y: number, label: number) => Math.sign(x * y) === (label === 0 ? 1 : -1)],
  ['clusters', (x: number, y: number) => Math.abs(x) === 1 && Math.abs(y) === 1],
  [
    'moons',
    (x: number, y: number, label: number) =>
      Math.abs(Math.hypot(x - label, y - label / 2) - 1) < 1e-6 &&
      (label === 0 ? y >= -1e-6 : y <= 0.5 + 1e-6),
  ],
] as const)('%s without noise is its own shape', (name, isOn) => {
  const { features, labels } = makeToy(name, 3, 0);
  for (const [row, label] of labels.entries()) {
    expect(isOn(features[row * 2]!, features[row * 2 + 1]!, label)).toBe(true);
  }
});

describe('makeDataset', () => {
  it('accepts a noise after the name, and records both', () => {
    expect(makeDataset('moons:0.3', 1)).toEqual({ ...makeToy('moons', 1, 0.3), name: 'moons:0.3' });
    expect(makeDataset('spiral', 1)!.name).toBe('spiral');
    expect(makeDataset('mnist', 1)).toBeNull();
    expect([...madeDatasets.keys()]).toEqual(['spiral', 'circles', 'moons', 'xor', 'clusters', 'tabular']);
  });

  it.each(['moons:-1', 'moons:', 'moons:lots', 'moons:Infinity'])('refuses %s', (text) => {
    expect(() => makeDataset(text, 1)).toThrow('moons: expected a noise of at least 0, got');
  });
});

it('keeps rows of a group on one side of the split', () => {
  const toy = { ...makeToy('moons', 1), groups: Int32Array.from({ length: 2000 }, (_, row) => row % 7) };
  const rows = Uint32Array.from({ length: 2000 }, (_, row) => row);
  const { train, test } = validationSplit(toy, 5, rows);
  const groupsOf = (part: Uint32Array) => new Set(Array.from(part, (row) => row % 7));
  expect([...groupsOf(train)].filter((group) => groupsOf(test).has(group))).toEqual([]);
  expect(train.length + test.length).toBe(2000);
  expect(test.length).toBeGreaterThanOrEqual(400);
});
