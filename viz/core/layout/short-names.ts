/**
 * Shortens names to at most `max` characters so that names that differ still look different. Long names lose their ends if
 * the rest distinguishes them; else the words that all of them share, each gap marked by `…`, but for as much of their start
 * as has room; those that still look alike end in their number, as `resnet…#2`. `max` is at least 6.
 */
export function shortNames(names: readonly string[], max: number): string[] {
  const long = [...new Set(names.filter(({ length }) => length > max))];
  if (long.length === 0) return [...names];
  const whole = new Set(names.filter(({ length }) => length <= max));
  const byEnd = long.map((name) => cut(name, max));
  const isClear = new Set([...byEnd, ...whole]).size === byEnd.length + whole.size;
  const texts = isClear ? byEnd : withStarts(withoutSharedWords(long), max);
  const places = new Map(long.map((name, at) => [name, at]));
  const counts = new Map<string, number>();
  for (const text of [...texts, ...whole]) counts.set(text, (counts.get(text) ?? 0) + 1);
  return names.map((name) => {
    const place = places.get(name);
    if (place === undefined) return name;
    const text = texts[place]!;
    if (counts.get(text) === 1) return text;
    const number = `#${String(place + 1)}`;
    return cut(name, Math.max(1, max - number.length)) + number;
  });
}

function cut(text: string, max: number): string {
  // Not between the halves of a character outside the basic plane.
  return text.length <= max ? text : `${text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** A shorter start than this says nothing. */
const MIN_START = 3;

interface Shortened {
  readonly text: string;
  /** The omitted start of the name, which the `…` at the start of the text stands for; empty if there is none. */
  readonly start: string;
}

/** The texts, cut to `max` characters, with as much of the omitted starts as has room in all of them. */
function withStarts(shortened: readonly Shortened[], max: number): string[] {
  const texts = shortened.map(({ text }) => cut(text, max));
  const room = Math.min(
    ...texts.flatMap((text, at) => (shortened[at]!.start === '' ? [] : [max - text.length])),
  );
  if (room < MIN_START) return texts;
  return texts.map((text, at) => {
    const { start } = shortened[at]!;
    if (start.length <= room + 1) return start + (start === '' ? text : text.slice(1));
    return start.slice(0, room).replace(/[\ud800-\udbff]$/, '') + text;
  });
}

/** The names without the words that all have at the same place or, if their counts of words differ, at the same end. */
function withoutSharedWords(names: readonly string[]): Shortened[] {
  const all = names.map((name) => name.match(/[\p{L}\p{N}.]+|[^\p{L}\p{N}.]+/gu) ?? []);
  const fewest = Math.min(...all.map(({ length }) => length));
  const areAligned = all.every(({ length }) => length === fewest);
  const isShared = (place: number) => all.every((words) => words.at(place) === all[0]!.at(place));
  const sharedFrom = (step: 1 | -1) => {
    let count = 0;
    while (count < fewest && isShared(step === 1 ? count : -1 - count)) count++;
    return count;
  };
  const [start, end] = [sharedFrom(1), sharedFrom(-1)];
  return all.map((words, at) => {
    const isOmitted = (place: number) =>
      areAligned && place >= 0 && place < fewest
        ? isShared(place)
        : place < start || place >= words.length - end;
    const text = words.reduce((kept, word, place) => {
      // A single character between two words is as short as the mark of a gap.
      const isKept =
        !isOmitted(place) || (word.length === 1 && !isOmitted(place - 1) && !isOmitted(place + 1));
      return isKept ? kept + word : kept.endsWith('…') ? kept : `${kept}…`;
    }, '');
    if (text === '…') return { text: names[at]!, start: '' };
    const kept = words.findIndex((_, place) => !isOmitted(place));
    return { text, start: text.startsWith('…') ? words.slice(0, kept).join('') : '' };
  });
}
