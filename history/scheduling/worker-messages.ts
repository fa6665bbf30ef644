/** Messages about the worker itself; all others are between the worker and those who use it. */
export type WorkerSignal =
  /** From the worker, once its script has run and before it holds the Web Lock `lock`. Not sent without locks. */
  | { readonly heddle: 'started'; readonly lock: string }
  /** From the worker, once it accepts calls. `lock` names the Web Lock that it holds until it ends; null without locks. */
  | { readonly heddle: 'ready'; readonly lock: string | null }
  /** To the worker, which answers with `pong`. */
  | { readonly heddle: 'ping' }
  | { readonly heddle: 'pong' };

export function isWorkerSignal(data: unknown): data is WorkerSignal {
  return typeof data === 'object' && data !== null && 'heddle' in data;
}
