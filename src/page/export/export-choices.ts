/** The default name of a file, without its extension. */
export const UNNAMED = 'heddle-history';

/** What a person chooses for an export, and what the last one failed with. */
export interface ExportChoices {
  scope: 'selected' | 'shown' | 'all';
  /** Null for the first format. */
  formatName: string | null;
  /** The name of the file, without its extension. */
  title: string;
  /** Whether an apostrophe is put before text in CSV that a spreadsheet would run as a formula. */
  isSafe: boolean;
  problem: string | null;
}
