/** Work that can be interrupted after each step. */
export type Steps<Result> = Generator<void, Result>;

/** Runs all steps synchronously and returns the result. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
