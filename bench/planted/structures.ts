import { interpolateViridis, randomLcg, randomNormal, schemeTableau10 } from 'd3';

/** The visible axes, from left to right. The structure is planted between the second and the third. */
export const axisNames = ['p', 'q', 'r', 's'] as const;
export type AxisName = (typeof axisNames)[number];
/** The axis on the left of the planted structure. */
export const plantedAxis = 1;

/** Rows with values from 0 to 1. */
export interface Data {
  readonly length: number;
  readonly axes: Readonly<Record<AxisName, Float64Array>>;
  /** A position on the colour ramp from 0 to 1, or the index of a class. */
  readonly color: Float64Array;
  /** Number of classes; 0 if colours are positions on the ramp. */
  readonly classes: number;
  /** 1 for outliers. */
  readonly isOutlier: Uint8Array;
}

interface Row {
  readonly q: number;
  readonly r: number;
  readonly color: number;
  readonly isOutlier?: boolean;
}

interface Random {
  /** From 0 to 1. */
  uniform(): number;
  normal(mean: number, deviation: number): number;
}

interface Structure {
  readonly title: string;
  /** What is computed from the pixels. */
  readonly measure: 'orientation' | 'outliers' | 'classes' | 'ramp';
  readonly classes: number;
  row(random: Random, row: number): Row;
}

const bandClasses = 6;

export const structures = {
  slopes: {
    title: 'two clusters in opposite slopes',
    measure: 'orientation',
    classes: 2,
    row({ uniform, normal }) {
      const isRising = uniform() < 0.5;
      const [low, high] = [normal(0.25, 0.07), normal(0.75, 0.07)];
      return isRising ? { q: low, r: high, color: 0 } : { q: high, r: low, color: 1 };
    },
  },
  v: {
    title: 'a V between two axes',
    measure: 'orientation',
    classes: 0,
    row({ uniform, normal }) {
      const q = uniform();
      return { q, r: 0.05 + 0.9 * Math.abs(2 * q - 1) + normal(0, 0.03), color: q };
    },
  },
  outliers: {
    title: '1 % outliers',
    measure: 'outliers',
    classes: 0,
    row({ uniform, normal }) {
      const isOutlier = uniform() < 0.01;
      const r = isOutlier ? 0.6 + 0.38 * uniform() : clamp(normal(0.35, 0.05), 0.2, 0.5);
      const q = isOutlier ? 0.55 + 0.43 * uniform() : clamp(normal(0.3, 0.05), 0.15, 0.45);
      return { q, r, color: r, isOutlier };
    },
  },
  class: {
    title: 'one class of seven that behaves otherwise',
    measure: 'classes',
    classes: bandClasses + 1,
    row({ uniform, normal }, row) {
      // The first rows fix the order of the classes for tools that order them by appearance.
      const color = row <= bandClasses ? row : Math.floor((bandClasses + 1) * uniform());
      const q = color === bandClasses ? normal(0.35, 0.02) : normal((color + 0.5) / bandClasses, 0.08);
      return { q, r: uniform(), color };
    },
  },
  gradient: {
    title: 'a gradient of colour along an axis',
    measure: 'ramp',
    classes: 0,
    row({ uniform, normal }) {
      const q = uniform();
      return { q, r: uniform(), color: clamp(q + normal(0, 0.2), 0, 1) };
    },
  },
} satisfies Record<string, Structure>;

export type StructureName = keyof typeof structures;

/**
 * Flat lines along the ends of the axes, which every data set starts with: all tools then have axes from 0 to 1, with the
 * same ticks in the blank picture.
 */
const anchors = [0, 0.004, 1];
export const anchorCount = anchors.length;

/** Creates the rows of a structure, the anchors first; the same for the same arguments. With 0 rows, only the anchors. */
export function plant(name: StructureName, rows: number): Data {
  const structure: Structure = structures[name];
  const source = randomLcg(0.16);
  const standard = randomNormal.source(source)();
  const random: Random = {
    uniform: source,
    normal: (mean, deviation) => mean + deviation * standard(),
  };
  const length = Math.max(rows, anchorCount);
  const [p, q, r, s] = Array.from({ length: 4 }, () => new Float64Array(length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const color = new Float64Array(length);
  const isOutlier = new Uint8Array(length);
  for (const [row, value] of anchors.entries()) {
    for (const axis of [p, q, r, s]) axis[row] = value;
    color[row] = structure.classes === 0 ? row / 2 : 0;
  }
  for (let row = anchorCount; row < length; row++) {
    const planted = structure.row(random, row - anchorCount);
    p[row] = inside(source());
    q[row] = inside(planted.q);
    r[row] = inside(planted.r);
    s[row] = inside(source());
    color[row] = planted.color;
    isOutlier[row] = planted.isOutlier ? 1 : 0;
  }
  return { length, axes: { p, q, r, s }, color, classes: structure.classes, isOutlier };
}

/** The colour of a class, in all tools. */
export const classColor = (index: number): string => schemeTableau10[index]!;
export const className = (index: number): string => `class ${String(index + 1)}`;
/** The colour at a position on the ramp, in all tools. */
export const rampColor: (at: number) => string = interpolateViridis;

/** The colour of a row, for tools that need one for each. */
export function colorOf({ color, classes }: Data, row: number): string {
  return classes > 0 ? classColor(color[row]!) : rampColor(color[row]!);
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}

/** Away from the ends of the axes, where the anchors are. */
function inside(value: number): number {
  return clamp(value, 0.02, 0.98);
}
