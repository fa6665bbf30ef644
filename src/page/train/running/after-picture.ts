/**
 * Calls back when the page has drawn its latest state: the first frame posts to the rendering workers, the next shows
 * their result, and a timer runs after the rest of that frame. A hidden page has no frames, so it gets no callback.
 */
export function afterPicture(done: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));
}
