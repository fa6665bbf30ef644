import type { TableDatasetOptions } from '../../../trainer/index.ts';

/** The data to train on: a built-in set, a pair of IDX files, or a table. */
export type DataRequest =
  /** `mnist`, or a generated set with its noise: `moons:0.3`. */
  | { readonly kind: 'built-in'; readonly name: string }
  | { readonly kind: 'idx'; readonly images: File; readonly labels: File }
  | { readonly kind: 'table'; readonly file: File; readonly options: TableDatasetOptions };
