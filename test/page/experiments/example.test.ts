import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readHistory, type History } from '../../../history/index.ts';

it('is plain JSON, so that the page opens it without the schema of a history', () => {
  const text = readFileSync(
    new URL('../../../fixtures/runs/mnist-activations.json', import.meta.url),
    'utf8',
  );
  const { format, ...history } = JSON.parse(text) as History & { readonly format: string };
  expect(format).toBe('heddle');
  expect(history).toStrictEqual(readHistory(text));
});
