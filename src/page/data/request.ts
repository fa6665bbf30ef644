import type { TableDatasetOptions } from '../../../trainer/index.ts';

/** Which data to train on: a set that comes with the page, a person's own pair of IDX files, or their table. */
export type DataRequest =
  /** `mnist`, or one that is made by code, with its noise: `moons:0.3`. */
  | { readonly kind: 'built-in'; readonly name: string }
  | { readonly kind: 'idx'; readonly images: File; readonly labels: File }
  | { readonly kind: 'table'; readonly file: File; readonly options: TableDatasetOptions };
