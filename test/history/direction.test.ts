import { describe, expect, it } from 'vitest';
import { inferDirection } from '../../history/index.ts';

describe('inferDirection', () => {
  const cases: Record<'min' | 'max' | 'none', readonly string[]> = {
    min: [
      ...[
        'loss',
        'train_loss',
        'valid_loss',
        'val_loss',
        'valLoss',
        'testLoss',
        'valloss',
        'train/box_loss',
        'LOSS',
      ],
      ...[
        'err',
        'error',
        'Error',
        'error_rate',
        'mse',
        'rmse',
        'val_mae',
        'nll',
        'perplexity',
        'valid ppl',
        'regret',
      ],
      ...[
        'cross_entropy',
        'EER',
        'rank_test_score',
        'rank_test_neg_log_loss',
        'train_loss_epoch',
        'epoch_loss',
        'train_loss_step',
        'cost (minimize)',
      ],
    ],
    max: [
      ...[
        'acc',
        'accuracy',
        'valid_acc',
        'val_accuracy',
        'metrics/accuracy_top1',
        'balanced_accuracy',
        'ACC',
        'acc@5',
      ],
      ...[
        'auc',
        'roc_auc',
        'f1',
        'train f1',
        'val_f1',
        'precision',
        'val_recall',
        'r2',
        'r2_score',
        'bleu',
        'rouge',
      ],
      ...[
        'map',
        'mAP50',
        'metrics/mAP50-95(B)',
        'iou',
        'updated_mean_io_u',
        'score',
        'mean_test_score',
        'test_score',
      ],
      ...[
        'neg_mean_squared_error',
        'mean_test_neg_log_loss',
        'metric:accuracy [0.0; 1.0] (maximize)',
        'train/return',
      ],
    ],
    none: [
      ...[
        'dur',
        'time',
        'mean_fit_time',
        'mean_score_time',
        'lr',
        'learning_rate',
        'event_lr',
        'epoch',
        'step',
        '',
      ],
      ...[
        'std_test_score',
        'batch_size',
        'train_batch_count',
        'exp_metric',
        '实验',
        '__proto__',
        'dropout',
        'glossary',
      ],
    ],
  };
  for (const [direction, names] of Object.entries(cases)) {
    it.each(names)(`%s is ${direction}`, (name) => {
      expect(inferDirection(name)).toBe(direction);
    });
  }
});
