import { SingleBar } from 'cli-progress';

export interface Bar {
  /** @param before the fraction done by an earlier call */
  update(fraction: number, before: number): void;
  /** Prints text above the bar and redraws the bar. */
  above(text: string): void;
  stop(): void;
}

/**
 * A progress bar with the remaining time; on output that is not a terminal, it only prints text.
 *
 * @param clock milliseconds from any origin
 */
export function createBar(isTerminal: boolean, clock: () => number): Bar {
  if (!isTerminal) {
    return { update: () => undefined, above: (text) => console.log(text), stop: () => undefined };
  }
  const began = clock();
  const bar = new SingleBar({ format: '{bar} {percentage}% | {left}', hideCursor: true });
  bar.start(1, 0, { left: '' });
  return {
    update: (fraction, before) => {
      const done = fraction - before;
      const seconds = done > 0 ? ((clock() - began) / 1000 / done) * (1 - fraction) : null;
      bar.update(fraction, { left: seconds === null ? '' : `${durationText(seconds)} left` });
    },
    above: (text) => {
      process.stdout.write(`\r\u001b[K${text}\n`);
      bar.render();
    },
    stop: () => bar.stop(),
  };
}

/** Formats a duration: 75 is `1:15`, 4000 is `1:06:40`. */
function durationText(seconds: number): string {
  const whole = Math.ceil(seconds);
  const parts = [Math.floor(whole / 60) % 60, whole % 60];
  const hours = Math.floor(whole / 3600);
  const [first, ...rest] = hours > 0 ? [hours, ...parts] : parts;
  return [String(first), ...rest.map((part) => String(part).padStart(2, '0'))].join(':');
}
