import { describe, expect, it } from 'vitest';
import { pairMetrics } from '../../../history/index.ts';

describe('pairMetrics', () => {
  it.each([
    ['skorch', ['train_loss', 'valid_loss', 'valid_acc'], ['valid_loss ← train_loss', 'valid_acc']],
    [
      'Keras',
      ['loss', 'accuracy', 'val_loss', 'val_accuracy'],
      ['val_loss ← loss', 'val_accuracy ← accuracy'],
    ],
    ['Lightning', ['train/acc', 'val/acc', 'lr'], ['val/acc ← train/acc', 'lr']],
    ['Hugging Face', ['loss', 'eval_loss'], ['eval_loss ← loss']],
    ['camel case', ['trainLoss', 'testLoss'], ['testLoss ← trainLoss']],
    ['the part behind the quantity', ['loss/train', 'loss/validation'], ['loss/validation ← loss/train']],
    ['validation and test', ['test_acc', 'train_acc', 'val_acc'], ['test_acc', 'val_acc ← train_acc']],
    ['training alone', ['train_loss', 'acc'], ['train_loss', 'acc']],
    ['validation alone', ['valid_loss', 'valid_acc'], ['valid_loss', 'valid_acc']],
    ['words that only contain a part', ['trainable', 'value', 'contest'], ['trainable', 'value', 'contest']],
    ['no metrics', [], []],
  ])('pairs the metrics of %s', (_, names, expected) => {
    const pairs = pairMetrics(names).map(({ name, train }) => (train === null ? name : `${name} ← ${train}`));
    expect(pairs).toEqual(expected);
  });
});
