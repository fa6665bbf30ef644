/** What the numbers say: facts about tables, as data. Every other room imports analysis through this file. */
export type { Condition, FilterError, Literal, Place } from './filter/ast.ts';
export type { BrushExtent, Brushes } from './filter/brushes/types.ts';
export { completeFilter } from './filter/complete.ts';
export type { Completion, Suggestion } from './filter/complete.ts';
export { evaluateFilter } from './filter/evaluate.ts';
export type { EvaluateResult } from './filter/evaluate.ts';
export { fromBrushes } from './filter/brushes/from-brushes.ts';
export { parseFilter } from './filter/parse.ts';
export type { ParseResult } from './filter/parse.ts';
export { printFilter } from './filter/print.ts';
export { association, rankByAssociation } from './association/association.ts';
export type { Association, RankedAssociation } from './association/association.ts';
export { correlation } from './association/correlation.ts';
export type { Correlation } from './association/correlation.ts';
export { differencesOf } from './compare/differences.ts';
export type { ColumnDifference, Delta, DifferencesInput, RowDifferences } from './compare/differences.ts';
export { firstDeviation } from './compare/first-deviation.ts';
export type { Agreement, Deviation } from './compare/first-deviation.ts';
export { adjustComparisons, compareGroups } from './compare/groups.ts';
export type {
  GroupComparison,
  GroupsInput,
  GroupSummary,
  GroupTest,
  MetricComparison,
} from './compare/groups.ts';
export type { ReplicatePairs } from './compare/replicate-pairs.ts';
export { objectiveOf } from './objective/objective.ts';
export type { Objective } from './objective/objective.ts';
export { paretoFront } from './pareto/pareto.ts';
export type { ParetoFront, ParetoObjective } from './pareto/pareto.ts';
export { bestSoFar } from './progress/best-so-far.ts';
export type { BestSoFar } from './progress/best-so-far.ts';
export { packLanes } from './progress/lanes.ts';
export type { Lanes } from './progress/lanes.ts';
export { orderRuns } from './progress/order.ts';
export type { RunOrder } from './progress/order.ts';
export { countsTowardsBest, RUN_STATES, stateOf } from './progress/state.ts';
export type { RunState } from './progress/state.ts';
export { evenIndices, sampleRows } from './sampling.ts';
export { selectionAgainstRest } from './selection/against-rest.ts';
export type { AgainstRestInput, ColumnContrast } from './selection/against-rest.ts';
export { explainSelection } from './selection/rule/rule.ts';
export type { RuleInput, SelectionRule } from './selection/rule/rule.ts';
export { selectionFacts } from './selection/selection-facts.ts';
export type {
  ColumnRange,
  SelectionFacts,
  SelectionInput,
  SharedCondition,
} from './selection/selection-facts.ts';
export { functionalBoxplot } from './selection/functional-boxplot.ts';
export type { FunctionalBoxplot } from './selection/functional-boxplot.ts';
export { standingOf } from './selection/standing.ts';
export type { Standing } from './selection/standing.ts';
export { topRows } from './selection/top-rows.ts';
export { toBrushes } from './filter/brushes/to-brushes.ts';
export type { Translation } from './filter/brushes/to-brushes.ts';
export { divergenceOf } from './trends/divergence.ts';
export type { Divergence } from './trends/divergence.ts';
export { overfittingOf } from './trends/overfitting.ts';
export type { Overfitting, OverfittingInput } from './trends/overfitting.ts';
export { partingOf } from './trends/parting.ts';
export type { Parting } from './trends/parting.ts';
export { plateauOf } from './trends/plateau.ts';
export type { Plateau } from './trends/plateau.ts';
export { spikesOf } from './trends/spikes.ts';
export type { Spike } from './trends/spikes.ts';
export { trendsOf } from './trends/trends.ts';
export type { CurveTrends, RunSeries, RunTrends, TrendsInput } from './trends/trends.ts';
export { correctedTTest, holmAdjust } from './verdict/corrected-t-test.ts';
export type { PairedTest } from './verdict/corrected-t-test.ts';
export { mcNemarOutcome, mcNemarTest } from './verdict/mcnemar.ts';
export type { McNemarTest } from './verdict/mcnemar.ts';
export { decisionPower, moreReplicates } from './verdict/power.ts';
export type { MoreReplicatesOptions, PowerInput } from './verdict/power.ts';
export { defaultMargin, differenceProbabilities } from './verdict/practical-equality.ts';
export type { DifferenceProbabilities } from './verdict/practical-equality.ts';
export { studentQuantile } from './verdict/student-t.ts';
export { compareFamily, verdictOutcome } from './verdict/verdict.ts';
export type { Contender, FamilyOptions, Verdict, VerdictFamily } from './verdict/verdict.ts';
