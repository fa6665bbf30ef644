import { NO_FRONT, type DrawnColumn, type PlainGap } from './gap.ts';
import { composeColumns } from './compose.ts';
import { countColumns } from './density.ts';
import type { Engine } from '../engine.ts';
import type { ArrayKey, HeldArray, HeldColors, RasterJob, Strip } from '../job.ts';
import { srgbBytes } from '../linear-rgb.ts';
import { opacityTable, tableStep } from '../opacity-transfer.ts';
import { rowOfPriority } from '../paint-order.ts';

/** Lines times columns per strip: some milliseconds, after which the page can handle events. */
const stripWork = 60_000;
const neutralColors = (color: readonly number[]) => Float32Array.of(1, ...color);

/**
 * Creates an engine in JavaScript, for pages whose policy forbids WebAssembly. It draws what the kernel draws, several times
 * slower, and in narrow strips, so that it does not block a page that draws on its own thread.
 */
export function createPlainEngine(): Engine {
  const held = new Map<ArrayKey, HeldArray>();

  function find<Type extends HeldArray>(key: ArrayKey): Type {
    const array = held.get(key);
    if (array === undefined) throw new Error(`array ${key} is not held`);
    return array as Type;
  }

  function gapOf(job: RasterJob, index: number): PlainGap {
    const { left, right, from, to } = job.gaps[index]!;
    const { pixelRatio, style, colors } = job;
    return {
      left: find(left),
      right: find(right),
      rows: job.rows === null ? null : find<Uint32Array>(job.rows),
      count: job.count,
      columns: Math.round(to * pixelRatio) - Math.round(from * pixelRatio),
      height: Math.max(1, Math.round(job.height * pixelRatio)),
      scale: pixelRatio,
      offset: job.top * pixelRatio,
      lineWidth: style.width * pixelRatio,
      curve: style.curve,
      opacity: job.transfer.single,
      codes: colors.kind === 'flat' ? null : find<Uint16Array>(colors.codes),
      colors: tableOf(colors),
    };
  }

  function tableOf(colors: HeldColors): Float32Array {
    return colors.kind === 'flat' ? neutralColors(colors.color) : find<Float32Array>(colors.colors);
  }

  function* draw(job: RasterJob): Generator<Strip, void, void> {
    for (const [index, { from }] of job.gaps.entries()) {
      const gap = gapOf(job, index);
      if (gap.columns <= 0) continue;
      const { lines, draw } =
        job.detail.kind === 'lines' ? composeColumns(gap) : countColumns(gap, job.detail);
      const write = job.detail.kind === 'lines' ? composedWriter(gap) : densityWriter(gap, job);
      const width = Math.max(1, Math.floor(stripWork / Math.max(1, lines)));
      for (let start = 0; start < gap.columns; start += width) {
        const end = Math.min(gap.columns, start + width);
        const pixels = new Uint8ClampedArray(4 * (end - start) * gap.height);
        for (let column = start; column < end; column++) {
          write(draw(column), pixels, 4 * (column - start), 4 * (end - start));
        }
        yield {
          x: Math.round(from * job.pixelRatio) + start,
          width: end - start,
          height: gap.height,
          pixels,
        };
      }
    }
  }

  return {
    lacks: 'WebAssembly',
    hold: (key, array) => void held.set(key, array),
    drop: (key) => void held.delete(key),
    draw,
  };
}

/** Writes a column to pixels: its first byte is at `start`, the next row `step` bytes further. */
type Writer = (column: DrawnColumn, pixels: Uint8ClampedArray, start: number, step: number) => void;

const byteOf = (linear: number) => srgbBytes[Math.round(Math.min(1, Math.max(0, linear)) * 4095)]!;

function composedWriter({ height }: PlainGap): Writer {
  return ({ opacities, light }, pixels, start, step) => {
    for (let y = 0, at = start; y < height; y++, at += step) {
      const opacity = opacities[y]!;
      const alpha = Math.round(255 * Math.min(1, opacity));
      if (alpha === 0) continue;
      for (let channel = 0; channel < 3; channel++) {
        pixels[at + channel] = byteOf(light[3 * y + channel]! / opacity);
      }
      pixels[at + 3] = alpha;
    }
  };
}

/** Lower densities are rounding residues. */
const faintest = 1 / 512;

function densityWriter({ height, codes, colors }: PlainGap, { transfer }: RasterJob): Writer {
  const opacityByStep = opacityTable(transfer);
  const packed = Uint8Array.from(colors, byteOf);
  const neutral = colors.length / 4 - 1;
  return ({ opacities: densities, fronts }, pixels, start, step) => {
    for (let y = 0, at = start; y < height; y++, at += step) {
      if (densities[y]! < faintest) continue;
      const front = fronts[y]!;
      const color = codes === null || front === NO_FRONT ? neutral : codes[rowOfPriority(front & 0xffffff)]!;
      for (let channel = 0; channel < 3; channel++) {
        pixels[at + channel] = packed[4 * color + 1 + channel]!;
      }
      pixels[at + 3] = opacityByStep[tableStep(opacityByStep, densities[y]!)]!;
    }
  };
}
