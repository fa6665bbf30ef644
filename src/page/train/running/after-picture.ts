/**
 * Calls back when the page has drawn what it was told of: the first frame asks the threads that draw, the next shows
 * what they made, and a timer comes after what is left of it. A page that nobody looks at has no frames, and is not
 * called back.
 */
export function afterPicture(done: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));
}
