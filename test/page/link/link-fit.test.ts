import { describe, expect, it } from 'vitest';
import {
  filterOf,
  fingerprintOf,
  missingColumns,
  describeMisfits,
  splitFilter,
} from '../../../src/page/shell/link/link-fit.ts';
import { readLink, writeLink, initialPage } from '../../../src/page/shell/link/link.ts';
import { conditionError } from '../../../src/page/filter/condition-mask.ts';
import { readData } from '../../../viz/api/data/data.ts';

const table = readData({ lr: [0.1, 0.2], loss: [1, NaN], net: ['mlp', 'cnn'] });

describe('the selection of a link', () => {
  it.each([
    ['brushes=loss:range:0:1,net:is:mlp:rnn', []],
    ['brushes=loss:range:3:4:~nan', []],
    ['brushes=loss:lanes:~missing', []],
    ['brushes=loss:range:3:4', ['no loss from 3 to 4']],
    ['brushes=net:is:rnn', ['no net rnn']],
    ['brushes=value:range:0:1,value:range:2:3', ['no column value']],
    ['angles=lr:log:value:linear:0:1', ['no column value']],
    ['brushes=net:range:0:1', ['no net from 0 to 1']],
    ['brushes=lr:is:0.1', []],
    ['brushes=lr:is:0.4', ['no lr 0.4']],
    ['brushes=lr:is:high', ['no lr high']],
    ['steps=keep|all|value:range:0:1||', ['no column value']],
    ['steps=exclude|all|loss:range:3:4||', ['no loss from 3 to 4']],
  ])('fits a table or not: %s', (hash, misfits) => {
    const { view, leftOut } = readLink(hash);
    expect(leftOut).toEqual([]);
    expect(splitFilter(filterOf(view.plot), table, { conditionError }).misfits).toEqual(misfits);
  });

  it.each([
    ['brushes=loss:range:0:1,net:is:mlp', 'brushes=loss:range:0:1,net:is:mlp'],
    ['brushes=value:range:0:1,net:is:mlp', 'brushes=net:is:mlp'],
    ['brushes=loss:range:0:1,loss:range:3:4', 'brushes=loss:range:0:1'],
    ['brushes=lr:range:0:1,value:range:0:1&negated=value,lr', 'brushes=lr:range:0:1&negated=lr'],
    ['brushes=lr:range:0:1,value:range:0:1&match=any', 'brushes=lr:range:0:1&match=any'],
    ['angles=lr:log:value:linear:0:1,lr:linear:loss:linear:0:1', 'angles=lr:linear:loss:linear:0:1'],
    ['steps=exclude|all|lr:range:0:1,value:range:0:1||;keep|all|net:is:mlp||', 'steps=keep|all|net:is:mlp||'],
  ])('keeps what fits: %s', (hash, kept) => {
    const { view } = readLink(hash);
    const { fitting } = splitFilter(filterOf(view.plot), table, { conditionError });
    expect(decodeURIComponent(writeLink({ ...initialPage, plot: { ...initialPage.plot, ...fitting } }))).toBe(
      decodeURIComponent(writeLink(readLink(kept).view)),
    );
  });

  it('differs between data by the names of columns, in any order', () => {
    const one = fingerprintOf(readData({ a: [1], b: [2] }));
    expect(fingerprintOf(readData({ b: [3, 4], a: ['x', 'y'] }))).toBe(one);
    expect(fingerprintOf(readData({ a: [1], c: [2] }))).not.toBe(one);
    expect(fingerprintOf(readData({ 'a","b': [1] }))).not.toBe(one);
  });
});

it.each([
  ['order=loss,lr&color=net&scales=lr:log', []],
  ['plain', []],
  ['order=value,lr', ['no column value (order)']],
  [
    'order=value&color=value&scales=value:log,cost:log',
    ['no column value (order, color, scale)', 'no column cost (scale)'],
  ],
])('the columns that a table lacks of a link: %s', (hash, missing) => {
  const { view, leftOut } = readLink(hash);
  expect(leftOut).toEqual([]);
  expect(missingColumns(view.plot, table)).toEqual(missing);
});

it('names some of the parts of a link that do not fit, and how many there are beside', () => {
  expect(describeMisfits([])).toBeNull();
  const misfits = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => `no column ${name}`);
  expect(describeMisfits(misfits)).toMatch(/: no column a; .*; no column f; 2 more\.$/);
});
