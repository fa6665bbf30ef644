/** The actions of keys on the focused axis. */
export type AxisAction =
  | 'previous'
  | 'next'
  | 'first'
  | 'last'
  | 'moveLeft'
  | 'moveRight'
  | 'flip'
  | 'log'
  | 'hide'
  | 'menu'
  | 'range'
  | 'clear';

export const axisKeys: ReadonlyMap<string, AxisAction> = new Map([
  ['ArrowLeft', 'previous'],
  ['ArrowUp', 'previous'],
  ['ArrowRight', 'next'],
  ['ArrowDown', 'next'],
  ['Home', 'first'],
  ['End', 'last'],
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
