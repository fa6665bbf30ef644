/** What a key does to the axis that has the focus. */
export type AxisAction = 'moveLeft' | 'moveRight' | 'flip' | 'log' | 'hide' | 'menu' | 'range' | 'clear';

export const axisKeys: ReadonlyMap<string, AxisAction> = new Map([
  ['[', 'moveLeft'],
  [']', 'moveRight'],
  ['f', 'flip'],
  ['l', 'log'],
  ['h', 'hide'],
  ['m', 'menu'],
  ['Enter', 'range'],
  ['Delete', 'clear'],
  ['Backspace', 'clear'],
]);
