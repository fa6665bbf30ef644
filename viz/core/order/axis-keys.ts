/** The actions of keys on the focused axis. */
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
