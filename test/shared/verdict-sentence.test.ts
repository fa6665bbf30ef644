import { describe, expect, it } from 'vitest';
import { compareToBest, type Contender } from '../../analysis/index.ts';
import { describeVerdict } from '../../src/shared/verdict-sentence.ts';

/** The sentence of the first comparison. */
const sentenceOf = (contenders: readonly Contender[]) =>
  describeVerdict(compareToBest(contenders, { testShare: 1 / 2 })[0]!, { scorer: 'accuracy', isShare: true });

describe('the sentence of a verdict', () => {
  it.each([
    [
      'a tie',
      [
        { name: 'relu', scores: [0.9751, 0.9734, 0.97475] },
        { name: 'leaky_relu', scores: [0.97565, 0.9723, 0.97435] },
      ],
      /^Tie: relu and leaky_relu differ by 0\.03 points of accuracy/,
    ],
    [
      'the better one with the difference in points, its interval and its effect',
      [
        { name: 'sigmoid', scores: [0.9, 0.901, 0.899, 0.9, 0.902] },
        { name: 'relu', scores: [0.95, 0.951, 0.95, 0.949, 0.951] },
      ],
      /^relu is better than sigmoid by 4\.98 points of accuracy .*p < 0\.001.*d = /,
    ],
    [
      'that too few folds are left',
      [
        { name: 'a', scores: [0.9, 0.8, 0.7] },
        { name: 'b', scores: [NaN, NaN, 0.4] },
      ],
      /no verdict/,
    ],
  ])('says %s', (_, contenders, sentence) => {
    expect(sentenceOf(contenders)).toMatch(sentence);
  });
});
