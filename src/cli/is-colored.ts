/** Whether text written to a stream may have colours: on a terminal, unless `NO_COLOR` is set (https://no-color.org). */
export function isColored(
  { isTTY }: { readonly isTTY?: boolean },
  { NO_COLOR, TERM }: Readonly<Record<string, string | undefined>>,
): boolean {
  return isTTY === true && (NO_COLOR ?? '') === '' && TERM !== 'dumb';
}
