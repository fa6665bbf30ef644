/** Milliseconds between two questions. */
const INTERVAL = 1000;

/** So many intervals without an answer are no long step any more. */
const MOST_SILENT = 15;

/**
 * Watches a worker that can end without a word: a browser that is short of memory ends one so. It is asked every second,
 * and has fallen silent when fifteen have gone by without an answer. Seconds are counted and no clock is read, so that
 * a machine that slept is no silence.
 *
 * @param ping asks the worker, and comes true with its answer
 * @returns ends the watch
 */
export function watchWorker(ping: () => Promise<unknown>, onSilent: () => void): () => void {
  let isAsked = false;
  let silent = 0;
  const timer = setInterval(() => {
    if (!isAsked) {
      isAsked = true;
      silent = 0;
      void ping().then(() => (isAsked = false));
    } else if (++silent === MOST_SILENT) {
      clearInterval(timer);
      onSilent();
    }
  }, INTERVAL);
  return () => clearInterval(timer);
}
