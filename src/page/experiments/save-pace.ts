/** Of so much time, saves take one part at most while what is saved grows. */
const SHARE = 10;

/**
 * Saves soon, or, while what is saved grows, `interval` milliseconds apart at least, and the farther the longer a save
 * takes: each copies runs whole, and a training has news ten times a second.
 *
 * @param clock milliseconds from any origin
 * @returns asks for a save, and gives what takes the request back
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
