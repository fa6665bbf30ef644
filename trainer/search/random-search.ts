import { clamp } from '../../history/index.ts';
import type { TrainConfig } from '../config.ts';
import { checkLimit, LIMITS } from '../config/limits.ts';
import { createRandom, shuffle } from '../random.ts';
import type { Random } from '../random.ts';
import { chooseAll } from './grid.ts';
import { applies, checkSpace, createCandidate } from './space.ts';
import type { Candidate, Choice, SearchRange, Setting, Space } from './space.ts';

/**
 * Draws `count` candidates from the space, like scikit-learn's `ParameterSampler`: each value of a list with equal
 * probability and each interval by its distribution, with replacement. If there are only lists, combinations are
 * distinct, and all of them are returned if there are no more than `count`.
 *
 * @param count whole number of at least 1
 * @param seed whole number from 0 to 2³² − 1; equal seeds give equal candidates
 * @throws {Error} if the space or one of its ranges is empty, or there are too many samples
 * @throws {ConfigError} if a value is invalid for its setting
 */
export function sampleSpace(base: TrainConfig, space: Space, count: number, seed: number): Candidate[] {
  checkSpace(space);
  checkLimit('samples', count, LIMITS.candidates);
  const random = createRandom(seed);
  const choices = space.every(({ range }) => range.kind === 'values')
    ? drawDistinct(chooseAll(base, space), count, random)
    : Array.from({ length: count }, () => drawChoice(base, space, random));
  return choices.map((choice) => createCandidate(base, choice));
}

function drawDistinct(choices: readonly Choice[], count: number, random: Random): Choice[] {
  const order = Uint32Array.from(choices.keys());
  shuffle(order, random);
  return [...order.subarray(0, count)].map((index) => choices[index]!);
}

function drawChoice(base: TrainConfig, space: Space, random: Random): Choice {
  const choice = new Map<Setting, unknown>();
  for (const searched of space) {
    // Drawn even if it does not apply, so that the values of one setting do not depend on another's condition.
    const value = draw(searched.range, random);
    if (applies(searched, base, choice)) choice.set(searched.setting, value);
  }
  return choice;
}

function draw(range: SearchRange, random: Random): unknown {
  const share = random();
  if (range.kind === 'values') return range.values[Math.floor(share * range.values.length)];
  const { kind, low, high } = range;
  switch (kind) {
    case 'uniform':
      return low + share * (high - low);
    case 'log-uniform':
      return clamp(low * (high / low) ** share, low, high);
    case 'integer':
      return low + Math.floor(share * (high - low + 1));
  }
}
