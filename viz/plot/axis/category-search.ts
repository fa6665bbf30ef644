import { clamp } from '../../../history/index.ts';

/** The names that contain a text, in any case; all for an empty text. */
export function searchNames(names: readonly string[], text: string): readonly string[] {
  const wanted = text.trim().toLocaleLowerCase();
  return wanted === '' ? names : names.filter((name) => name.toLocaleLowerCase().includes(wanted));
}

const page = 8;

/** The index in a list of `count` items that a key moves to from `index`; −1 is before the first. Null for other keys. */
export function steppedIndex(index: number, key: string, count: number): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    Home: -count,
    End: count,
  };
  const step = steps[key];
  return step === undefined || count === 0 ? null : clamp(index + step, 0, count - 1);
}
