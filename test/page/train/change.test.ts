import { describe, expect, it } from 'vitest';
import { changeOf, initialText, noChange } from '../../../src/page/train/running/change.ts';
import { parseConfig } from '../../../trainer/index.ts';

const slow = parseConfig({ learningRate: 0.001 });
const fast = parseConfig({ learningRate: 0.1 });

describe('A change of settings during training', () => {
  it('has the fields that are not empty', () => {
    expect(changeOf({ ...noChange, learningRate: ' 1e-3', batchSize: '64' }, [slow, fast])).toEqual({
      learningRate: 0.001,
      batchSize: 64,
    });
  });

  it.each([
    [{}, 'Nothing is changed: type a new value first.'],
    [{ learningRate: '-1' }, 'learningRate: expected a positive number, got -1'],
    [{ momentum: '1' }, 'momentum: expected a number of at least 0 and less than 1, got 1'],
    [{ batchSize: '1.5' }, 'batchSize: expected a whole number of at least 1, got 1.5'],
    [{ batchSize: 'many' }, 'batchSize: expected a whole number of at least 1, got "many"'],
  ])('is refused if it is %j', (texts, message) => {
    expect(() => changeOf({ ...noChange, ...texts }, [slow])).toThrow(message);
  });

  it('shows the value with which all runs begin', () => {
    expect(initialText('learningRate', [slow, fast])).toBe('');
    expect(initialText('momentum', [slow, fast])).toBe('initially 0.95');
  });
});
