import type { PageName } from '../layout/Pages.svelte';

/** A step of the tour. */
export interface TourStep {
  readonly title: string;
  readonly text: string;
  /** Selects the part of the page that the step is about. */
  readonly target: string;
  /** The page of a narrow screen that has this part; null for any. */
  readonly page: PageName | null;
}

export const STEPS: readonly TourStep[] = [
  {
    title: 'Lines across axes',
    text: 'Each line is an epoch, a run or a configuration, and crosses each axis at its value. Drag along an axis to select lines; drag a title to move its axis.',
    target: '#plot',
    page: 'plot',
  },
  {
    title: 'What a line stands for',
    text: 'Choose one line per epoch, run or configuration. A configuration is the mean of the runs that differ only in their seed or fold.',
    target: 'select[aria-label="One line per"]',
    page: 'plot',
  },
  {
    title: 'Filter and objective',
    text: 'A filter such as lr < 0.01 and accuracy > 0.9 selects what ranges on axes select. The objective says which runs are better.',
    target: '[role="search"]',
    page: null,
  },
  {
    title: 'Views of the selection',
    text: 'Table, curves, scatter, importance and the other views show what is selected, and what you point at is highlighted in all of them.',
    target: '#details',
    page: 'views',
  },
  {
    title: 'Your own runs',
    text: 'Drop files or a folder anywhere on the page, open them here, or train a network in the page. Nothing leaves this computer, and every step can be undone.',
    target: 'header',
    page: null,
  },
];
