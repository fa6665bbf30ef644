/** What the worker that holds the GPU tells beside its replies. */
export type GpuNews =
  | { readonly state: 'open'; readonly name: string }
  /** The GPU cannot be had, with the reason as part of a sentence. */
  | { readonly state: 'refused'; readonly reason: string }
  /** The context is lost: what it held is gone, and it draws no more. */
  | { readonly state: 'lost' };
