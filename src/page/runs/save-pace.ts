/**
 * Saves soon, or, while what is saved grows, `interval` milliseconds apart at least: each save copies runs whole, and a
 * training has news ten times a second.
 *
 * @param clock milliseconds from any origin
 * @returns asks for a save, and gives what takes the request back
 */
export function createSavePace(
  interval: number,
  clock: () => number,
): (isGrowing: boolean, save: () => void) => () => void {
  let savedAt = -Infinity;
  return (isGrowing, save) => {
    const wait = isGrowing ? Math.max(0, savedAt + interval - clock()) : 0;
    const timer = setTimeout(() => {
      savedAt = clock();
      save();
    }, wait);
    return () => clearTimeout(timer);
  };
}
