/** Returns a function that is true once `interval × stretch` milliseconds have passed since it was last true or created. */
export function createInterval(clock: () => number, interval: number): (stretch?: number) => boolean {
  let last = clock();
  return (stretch = 1) => {
    const time = clock();
    if (time - last < interval * stretch) return false;
    last = time;
    return true;
  };
}
