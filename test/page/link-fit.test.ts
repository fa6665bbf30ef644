import { describe, expect, it } from 'vitest';
import { filterOf, fingerprintOf, misfitsOf } from '../../src/page/shell/link-fit.ts';
import { readLink } from '../../src/page/shell/link.ts';
import { readData } from '../../viz/api/data.ts';

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
    ['steps=keep|all|value:range:0:1||', ['no column value']],
    ['steps=exclude|all|loss:range:3:4||', ['no loss from 3 to 4']],
  ])('fits a table or not: %s', (hash, misfits) => {
    const { view, leftOut } = readLink(hash);
    expect(leftOut).toEqual([]);
    expect(misfitsOf(filterOf(view.plot), table)).toEqual(misfits);
  });

  it('differs between data by the names of columns, in any order', () => {
    const one = fingerprintOf(readData({ a: [1], b: [2] }));
    expect(fingerprintOf(readData({ b: [3, 4], a: ['x', 'y'] }))).toBe(one);
    expect(fingerprintOf(readData({ a: [1], c: [2] }))).not.toBe(one);
    expect(fingerprintOf(readData({ 'a","b': [1] }))).not.toBe(one);
  });
});
