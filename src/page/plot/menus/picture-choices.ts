import type { Orientation } from '../../../../viz/index.ts';

/** What a person chooses for the figures of a plot. */
export interface PictureChoices {
  title: string;
  theme: 'light' | 'dark';
  /** Device pixels of a PNG per CSS pixel. */
  scale: number;
  /** Null for that of the plot on the page. */
  orientation: Orientation | null;
}
