/** Takes how much of something is done. */
export type Tell = (done: number, total: number) => void;

/** Lines are put together so many at a time: a list of a million short texts weighs more than the texts. */
const AT_ONCE = 4096;

/** The texts of all items as one, with `separator` between them. */
export function joinLines(
  count: number,
  lineAt: (index: number) => string,
  separator: string,
  tell?: Tell,
): string {
  const parts: string[] = [];
  for (let start = 0; start < count; start += AT_ONCE) {
    const lines: string[] = [];
    for (let i = start; i < Math.min(count, start + AT_ONCE); i++) lines.push(lineAt(i));
    parts.push(lines.join(separator));
    tell?.(Math.min(count, start + AT_ONCE), count);
  }
  return parts.join(separator);
}
