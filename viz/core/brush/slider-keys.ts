/** The number of steps by which a key moves a slider, infinite for Home and End; null for other keys. */
export function stepsOf({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): number | null {
  const size = shiftKey ? 10 : 1;
  if (key === 'ArrowUp' || key === 'ArrowRight') return size;
  if (key === 'ArrowDown' || key === 'ArrowLeft') return -size;
  if (key === 'PageUp') return 10;
  if (key === 'PageDown') return -10;
  if (key === 'Home') return -Infinity;
  return key === 'End' ? Infinity : null;
}
