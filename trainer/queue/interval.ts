/** True when `interval` milliseconds, `stretch` times, have passed since it last was, or since it was made. */
export function createInterval(clock: () => number, interval: number): (stretch?: number) => boolean {
  let last = clock();
  return (stretch = 1) => {
    const time = clock();
    if (time - last < interval * stretch) return false;
    last = time;
    return true;
  };
}
