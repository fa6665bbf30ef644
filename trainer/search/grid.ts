import type { TrainConfig } from '../config.ts';
import { checkLimit, LIMITS } from '../config/limits.ts';
import { applies, checkSpace, createCandidate, isSame } from './space.ts';
import type { Candidate, Choice, Setting, Space } from './space.ts';

/**
 * Every combination of the values, the last setting changing fastest; the other settings are the base's. A setting
 * whose condition does not hold is left out of a combination, and so multiplies nothing.
 *
 * @throws {Error} for a space without values or with an interval, which no grid can go through
 * @throws {ConfigError} for a value that its setting cannot have
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
    // Checked before the combinations fill the memory.
    checkLimit(`${setting}: candidates`, choices.length * distinct.length, LIMITS.candidates);
    choices = choices.flatMap((choice) =>
      applies(searched, base, choice)
        ? distinct.map((value) => new Map(choice).set(setting, value))
        : [choice],
    );
  }
  return choices;
}
