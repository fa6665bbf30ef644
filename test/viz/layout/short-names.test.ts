import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shortNames } from '../../../viz/core/layout/short-names.ts';

it.each<[names: string[], max: number, expected: string[]]>([
  [['relu', 'leaky_relu'], 12, ['relu', 'leaky_relu']],
  [['adamw_decoupled', 'sgd_with_momentum'], 10, ['adamw_dec…', 'sgd_with_…']],
  [['split0_test_score_mean', 'split1_test_score_mean'], 12, ['split0_test…', 'split1_test…']],
  [['mlp_head_of_512_units', 'mlp_head_of_256_units'], 12, ['mlp_hea…512…', 'mlp_hea…256…']],
  [
    [
      'resnet50_pretrained_frozen_backbone_v1',
      'resnet50_pretrained_tuned_backbone_v1',
      'resnet50_pretrained_frozen_backbone_v2',
    ],
    14,
    ['resn…frozen…v1', 'resn…tuned…v1', 'resn…frozen…v2'],
  ],
  [['model_for_images_a_1', 'model_for_images_b_2'], 14, ['model_for_…a_1', 'model_for_…b_2']],
  [['data/train/images/x', 'data/train/images/deep/x'], 12, ['data/train/…', 'data/t…deep…']],
  [
    ['ReLU / fold 0', 'LeakyReLU(negative_slope=0.01) / fold 0', 'LeakyReLU(negative_slope=0.01) / fold 1'],
    24,
    ['ReLU / fold 0', 'LeakyReLU(negative_slo…0', 'LeakyReLU(negative_slo…1'],
  ],
  [['long_word_without_end', 'long_word_without_end'], 10, ['long_word…', 'long_word…']],
  [['abcdefghijklmnop1', 'abcdefghijklmnop2'], 10, ['abcdefg…#1', 'abcdefg…#2']],
])('%j at %i characters', (names, max, expected) => {
  expect(shortNames(names, max)).toEqual(expected);
});

it('never shows different names alike, nor more than the maximum', () => {
  const word = fc.constantFrom('a', 'imagenet', 'v1', 'v2', 'backbone', 'frozen', '/', ' ', '…', '#2');
  const name = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join('_'));
  fc.assert(
    fc.property(
      fc.uniqueArray(name, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 8, max: 20 }),
      (names, max) => {
        const shown = shortNames(names, max);
        return new Set(shown).size === names.length && shown.every(({ length }) => length <= max);
      },
    ),
  );
});
