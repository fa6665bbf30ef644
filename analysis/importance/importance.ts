import type { Column } from '../../history/index.ts';
import { candidatesOf, type Candidates } from './candidates.ts';
import type { Estimate } from './estimate.ts';
import { groupRows } from './groups.ts';
import { levelsOf, relativeRanks } from './levels.ts';
import { markTop, maxGroups, pedAnova } from './ped-anova.ts';
import { permutationImportance } from './permutation.ts';
import { sampleRuns, type ImportanceInput, type ImportanceSample } from './sample.ts';

/** How much the objective depends on one parameter. */
export interface ParameterImportance {
  readonly name: string;
  /** How much of the variance of the objective's ranks is lost when the parameter is shuffled: see `permutationImportance`. */
  readonly permutation: Estimate;
  /** How much the parameter says about which rows are best: see `pedAnova`. Null without a direction. */
  readonly best: Estimate | null;
}

export interface ImportanceReport {
  readonly parameters: readonly ParameterImportance[];
  /** Rows that were used. */
  readonly count: number;
  /** Rows that have no finite value of the objective. */
  readonly leftOut: number;
  /** Rows that have one; more than `count` if only a sample was used. */
  readonly available: number;
  /** Rows that count as best; 0 without a direction. */
  readonly bestCount: number;
  /** The share of the variance of the objective's ranks that the forest explains, from 0 to 1. */
  readonly explained: number;
  readonly excluded: Candidates['excluded'];
  /**
   * Why `parameters` is empty; null if it is not.
   * - `text`: the objective does not hold numbers;
   * - `rows`: fewer than `MIN_ROWS` rows have a finite value of it;
   * - `equal`: all of these are equal;
   * - `parameters`: no parameter varies.
   */
  readonly problem: 'text' | 'rows' | 'equal' | 'parameters' | null;
}

/** The minimum number of rows. With so few, intervals are wide. */
const MIN_ROWS = 5;

/**
 * Which parameters the objective depends on among `rows`, by two measures. The objective counts by its rank, so that a
 * diverged run does not dominate. Only parameters are considered: see `candidatesOf`. Deterministic.
 */
export function importanceReport(input: ImportanceInput): ImportanceReport {
  return reportOfSample(sampleRuns(input));
}

/** `importanceReport` of a sample that was taken before, perhaps in another thread. */
export function reportOfSample(sample: ImportanceSample): ImportanceReport {
  const { objective, direction, count, available, leftOut } = sample;
  const rows = Uint32Array.from({ length: count }, (_, row) => row);
  const { parameters, excluded } = candidatesOf(sample.columns, rows);
  const base: ImportanceReport = {
    parameters: [],
    count,
    leftOut,
    available,
    bestCount: 0,
    explained: 0,
    excluded,
    problem: null,
  };
  if (objective.kind !== 'number') return { ...base, problem: 'text' };
  if (count < MIN_ROWS) return { ...base, problem: 'rows' };
  const { values } = objective;
  if (values.every((value) => value === values[0])) return { ...base, problem: 'equal' };
  if (parameters.length === 0) return { ...base, problem: 'parameters' };
  const levels = parameters.map((column) => levelsOf(column, rows));
  const { estimates, explained } = permutationImportance(levels, relativeRanks(values));
  const isTop = direction === null ? null : markTop(direction === 'max' ? values : values.map((v) => -v));
  const groupings = isTop && parameters.map((column) => groupRows(column, rows, maxGroups(count)));
  const best = isTop && groupings && pedAnova(groupings, isTop);
  return {
    ...base,
    parameters: parameters.map(({ name }, at) => ({
      name,
      permutation: estimates[at]!,
      best: best?.[at] ?? null,
    })),
    bestCount: isTop?.reduce((sum, each) => sum + each, 0) ?? 0,
    explained,
  };
}

/** How much of the variation of a target depends on one parameter, by the permutation importance of a forest. */
export interface Importance {
  readonly name: string;
  /** From 0 to 1, with the ends of its 95 % interval. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Rows that the forest was fitted to. */
  readonly count: number;
}

/** The permutation importance of the parameters among `columns`; empty where `importanceReport` has a problem. */
export function importances(columns: readonly Column[], target: Column, rows: Uint32Array): Importance[] {
  const { parameters, count } = importanceReport({ columns, objective: target, direction: null, rows });
  return parameters.map(({ name, permutation }) => ({ name, ...permutation, count }));
}
