/** `1:05` as fastai writes it, `0 days 00:00:47.077985` as pandas does, `1 day, 0:08:23` as Python does. */
const CLOCK = /^(?:([+-]?\d+) days?,? )?([+-]?)(?:(\d+):)?(\d\d?):(\d\d(?:[.,]\d+)?)$/;

/** Parses a duration written as on a clock, in seconds. */
export function clockSeconds(text: string): number | undefined {
  const match = CLOCK.exec(text);
  if (!match) return undefined;
  const [, days = '0', sign, hours = '0', minutes, seconds] = match;
  const time = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds!.replace(',', '.'));
  return Number(days) * 86_400 + (sign === '-' ? -time : time);
}

/** Each unit with its factor, of which the second is a power of ten: seconds = number × factor × 10^power. */
const UNITS: ReadonlyMap<string, readonly [factor: number, power: number]> = new Map([
  ...unit('ns nanosecond nanoseconds', 1, -9),
  ...unit('us µs μs usec microsecond microseconds', 1, -6),
  ...unit('ms msec msecs millis millisecond milliseconds', 1, -3),
  ...unit('s sec secs second seconds', 1, 0),
  ...unit('m min mins minute minutes', 60, 0),
  ...unit('h hr hrs hour hours', 3600, 0),
  ...unit('d day days', 86_400, 0),
]);

function unit(words: string, factor: number, power: number): [string, [number, number]][] {
  return words.split(' ').map((word) => [word, [factor, power]]);
}

const PART = String.raw`(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?\s*([A-Za-zµμ]+)`;
const PARTS = new RegExp(String.raw`^([+-]?)(${PART}(?:[\s,]*${PART})*)$`);
const EACH_PART = new RegExp(PART, 'g');
const ISO_DURATION = /^P(?:\d+(?:\.\d+)?D)?(?:T(?:\d+(?:\.\d+)?[HMS])+)?$/;

/** Parses a duration with units in seconds: `12.5s`, `3 ms`, `1m 3s`, `2 hours 5 min`, `PT1M30.5S`. A capital M is no minute. */
export function unitSeconds(text: string): number | undefined {
  const parts = PARTS.exec(ISO_DURATION.test(text) ? text.replaceAll(/[PT]/g, '').toLowerCase() : text);
  if (!parts) return undefined;
  let seconds = 0;
  for (const [, digits, exponent = 'e0', word] of parts[2]!.matchAll(EACH_PART)) {
    const known = word === 'M' ? undefined : UNITS.get(word!.toLowerCase());
    if (known === undefined) return undefined;
    // One rounding, so that 3 ms is the double nearest to 0.003.
    seconds += Number(`${digits!}e${String(Number(exponent.slice(1)) + known[1])}`) * known[0];
  }
  return parts[1] === '-' ? -seconds : seconds;
}

/** Whether a text has only units that also mean something else: `5m` may be metres, `2d` dimensions. */
export function hasOnlyAmbiguousUnits(text: string): boolean {
  return [...text.matchAll(EACH_PART)].every(([, , , word]) => word === 'm' || word?.toLowerCase() === 'd');
}
