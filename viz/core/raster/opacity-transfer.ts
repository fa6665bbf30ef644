import type { LineScene } from './lines.ts';
import type { LineStyle } from './style.ts';

/** Parameters of the transfer function from line density to opacity. */
export interface OpacityTransfer {
  /** Opacity of a single line. */
  readonly single: number;
  /** Opacity at the highest density. */
  readonly full: number;
  /** The density, in lines per pixel, at which `full` is reached. */
  readonly dense: number;
}

/**
 * The opacity of each of `lines` lines that are composed one by one over `height` CSS pixels: few are nearly opaque, and of
 * many the front ones still stand out.
 */
export function lineOpacity(
  lines: number,
  { width, opacity }: Pick<LineStyle, 'width' | 'opacity'>,
  height: number,
): number {
  const overlap = (lines * width) / height;
  return opacity ?? Math.max(0.1, 0.9 / (1 + 1.6 * overlap) ** 0.5);
}

/** The transfer function of composed lines, of which only the opacity of a single one matters. */
export function linesTransfer(lines: number, style: LineStyle, height: number): OpacityTransfer {
  return { single: lineOpacity(lines, style, height), full: 1, dense: 1 };
}

/**
 * The transfer function of the density of a scene's lines. Its range ends at the density that only a few pixels in a thousand
 * exceed. An opacity that is set applies to a single line, and by its cube root to the densest places.
 */
export function densityTransfer(scene: LineScene): OpacityTransfer {
  const known = latest.get(scene.rows);
  const isSame = (['positions', 'style', 'height'] as const).every((key) => known?.scene[key] === scene[key]);
  if (known !== undefined && isSame) return known.transfer;
  const transfer = createDensityTransfer(scene);
  latest.set(scene.rows, { scene, transfer });
  return transfer;
}

/** The latest transfer function of each list of rows: the picture and its legend ask for the same one. */
const latest = new WeakMap<Uint32Array, { readonly scene: LineScene; readonly transfer: OpacityTransfer }>();

function createDensityTransfer(scene: LineScene): OpacityTransfer {
  const { style, rows, height } = scene;
  const overlap = (rows.length * style.width) / height;
  const single = style.opacity ?? Math.max(0.2, 0.9 / (1 + 1.6 * overlap) ** 0.5);
  const full = style.opacity === null ? 0.98 : Math.cbrt(style.opacity);
  return { single, full: Math.max(full, single), dense: Math.max(3, highDensity(scene)) };
}

/** Rows and places between two axes at which their density is estimated. */
const sampledRows = 4096;
const sampledPlaces = [0, 0.25, 0.5, 0.75] as const;
/** Gaps at which it is estimated, evenly spaced. */
const sampledGaps = 24;
const sampledCells = 256;
/** The fraction of cells with a lower density. */
const highShare = 0.995;

/** A density, in lines per CSS pixel, that is exceeded in few places, from a sample of rows. */
function highDensity({ positions, rows, style, height }: LineScene): number {
  const step = Math.max(1, rows.length / sampledRows);
  const count = Math.min(rows.length, sampledRows);
  const last = Math.max(0, positions.length - 2);
  const gapStep = Math.max(1, (last + 1) / sampledGaps);
  const perPixel = sampledCells / height;
  const cells = new Uint32Array(sampledPlaces.length * sampledCells);
  const found: number[] = [];
  for (let gap = 0; gap <= last; gap += gapStep) {
    const left = positions[Math.floor(gap)] ?? new Float32Array(rows.length);
    const right = positions[Math.floor(gap) + 1] ?? left;
    cells.fill(0);
    for (let index = 0; index < count; index++) {
      const row = rows[Math.floor(index * step)]!;
      const [from, to] = [left[row]! * perPixel, right[row]! * perPixel];
      for (let place = 0; place < sampledPlaces.length; place++) {
        const cell = Math.floor(from + (to - from) * sampledPlaces[place]!);
        cells[place * sampledCells + Math.max(0, Math.min(sampledCells - 1, cell))]!++;
      }
    }
    for (const lines of cells) if (lines > 0) found.push(lines);
  }
  found.sort((a, b) => a - b);
  const high = found[Math.floor(highShare * (found.length - 1))] ?? 0;
  return (high * (rows.length / Math.max(1, count)) * style.width * sampledCells) / height;
}

/**
 * Opacity of a pixel that `density` lines cover: linear below one line, for smooth edges, and logarithmic above, so that
 * both one line and ten thousand are visible.
 */
export function opacityAt({ single, full, dense }: OpacityTransfer, density: number): number {
  if (density <= 1) return single * density;
  if (density >= dense) return full;
  return single + ((full - single) * Math.log(density)) / Math.log(dense);
}

/** The lowest density that the kernel draws: `FAINTEST` in `kernel/assembly/pixels.ts`. */
const faintest = 1 / 512;
const bits = new Int32Array(1);
const float = new Float32Array(bits.buffer);

function bitsOf(number: number): number {
  float[0] = number;
  return bits[0]!;
}

/** The index of a density, at least `faintest`, in a table of opacities. */
export function tableStep(table: Uint8Array, density: number): number {
  return Math.min(table.length - 1, (bitsOf(density) - bitsOf(faintest)) >> 15);
}

/** Opacities from 0 to 255 of ascending densities: 256 steps per doubling, from `faintest` to `dense`. */
export function opacityTable(transfer: OpacityTransfer): Uint8Array {
  const start = bitsOf(faintest);
  const length = ((bitsOf(transfer.dense) - start) >> 15) + 2;
  return Uint8Array.from({ length }, (_, step) => {
    bits[0] = start + (step << 15) + (1 << 14);
    return Math.round(255 * opacityAt(transfer, float[0]!));
  });
}
