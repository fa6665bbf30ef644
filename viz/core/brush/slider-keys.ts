/** The number of steps up that a key asks of a slider, infinite to its ends; null for keys that are none of a slider's. */
export function stepsOf({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): number | null {
  const size = shiftKey ? 10 : 1;
  if (key === 'ArrowUp' || key === 'ArrowRight') return size;
  if (key === 'ArrowDown' || key === 'ArrowLeft') return -size;
  if (key === 'PageUp') return 10;
  if (key === 'PageDown') return -10;
  if (key === 'Home') return -Infinity;
  return key === 'End' ? Infinity : null;
}
