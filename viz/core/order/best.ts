/** How many of the best rows are in front of the others, and by which column; by the target where none is named. */
export interface Best {
  readonly count: number;
  readonly by?: string | undefined;
}
