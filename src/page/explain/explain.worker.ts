import { explainSelection, type RuleInput, type SelectionRule } from '../../../analysis/index.ts';
import { serveWorker } from '../../../history/scheduling/index.ts';

/** The search of a rule is repeated for random selections, so it runs here and the page stays responsive. */
const explanation = {
  explain: (input: RuleInput): SelectionRule | null => explainSelection(input),
};

export type ExplanationService = typeof explanation;

serveWorker(explanation);
