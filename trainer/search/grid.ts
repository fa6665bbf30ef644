import type { TrainConfig } from '../config.ts';
import { checkLimit, LIMITS } from '../config/limits.ts';
import { applies, checkSpace, createCandidate, isSame } from './space.ts';
import type { Candidate, Choice, Setting, Space } from './space.ts';

/**
 * Every combination of the values, the last setting varying fastest; other settings are taken from `base`. A setting
 * whose condition does not hold is left out of a combination.
 *
 * @throws {Error} if the space is empty or has an interval, which a grid cannot enumerate
 * @throws {ConfigError} if a value is invalid for its setting
 */
export function expandGrid(base: TrainConfig, space: Space): Candidate[] {
  return chooseAll(base, space).map((choice) => createCandidate(base, choice));
}

/** The choices behind the candidates of `expandGrid`. */
export function chooseAll(base: TrainConfig, space: Space): Choice[] {
  checkSpace(space);
  let choices: ReadonlyMap<Setting, unknown>[] = [new Map()];
  for (const searched of space) {
    const { setting, range } = searched;
    if (range.kind !== 'values') {
      throw new Error(`${setting}: a grid needs a list of values, got an interval (${range.kind})`);
    }
    const distinct = range.values.filter(
      (value, i) => range.values.findIndex((other) => isSame(other, value)) === i,
    );
    // Checked first, so that too many combinations do not exhaust the memory.
    checkLimit(`${setting}: candidates`, choices.length * distinct.length, LIMITS.candidates);
    choices = choices.flatMap((choice) =>
      applies(searched, base, choice)
        ? distinct.map((value) => new Map(choice).set(setting, value))
        : [choice],
    );
  }
  return choices;
}
