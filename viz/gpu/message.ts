/** Messages of the GPU worker other than replies to requests. */
export type GpuMessage =
  | { readonly state: 'open'; readonly name: string }
  /** The GPU is not available; `reason` is part of a sentence. */
  | { readonly state: 'refused'; readonly reason: string }
  /** The context is lost with all that it stored; the worker draws no more. */
  | { readonly state: 'lost' };
