/** While runs grow, saving takes at most one part in this many of the time. */
const SHARE = 10;

/**
 * Schedules saves: immediately, or, while runs grow, at least `interval` milliseconds apart and further apart the longer
 * a save takes. Each save copies whole runs, and training updates them ten times a second.
 *
 * @param clock milliseconds from any origin
 * @returns a function that schedules a save and returns a function that cancels it
 */
export function createSavePace(
  interval: number,
  clock: () => number,
): (isGrowing: boolean, save: () => Promise<void>) => () => void {
  let savedAt = -Infinity;
  let pause = interval;
  return (isGrowing, save) => {
    const wait = isGrowing ? Math.max(0, savedAt + pause - clock()) : 0;
    const timer = setTimeout(() => {
      const began = clock();
      savedAt = began;
      void save().finally(() => (pause = Math.max(interval, SHARE * (clock() - began))));
    }, wait);
    return () => clearTimeout(timer);
  };
}
