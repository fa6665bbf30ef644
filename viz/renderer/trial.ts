import type { LinePicture } from '../core/raster/lines.ts';
import type { Trial } from './choice.ts';
import type { LineRenderer } from '../drawing/renderer.ts';

export interface TrialParams {
  readonly gpu: LineRenderer;
  readonly cpu: LineRenderer;
  readonly picture: LinePicture;
  readonly pixelRatio: number;
  /** Milliseconds that have gone by. */
  readonly now: () => number;
  /** Waits until there is time. */
  readonly rest: () => Promise<void>;
}

/** Enough for both to be at work, few enough to be done within a frame or two. */
const sampleRows = 2000;
const rounds = 3;
/** So many times as slow as the processor the GPU need not be tried again: it may be none, which takes seconds. */
const hopeless = 5;

/**
 * Has both draw the same lines of a picture in turns, each in its own way, and tells the median of each. A round before
 * goes uncounted: it brings the positions there and makes the programs.
 */
export async function runTrial({ gpu, cpu, picture, pixelRatio, now, rest }: TrialParams): Promise<Trial> {
  const sample = sampleOf(picture);
  const client = {};

  async function timeOf(renderer: LineRenderer): Promise<number> {
    await rest();
    const began = now();
    const rows = sample.rows.length;
    const { final } = renderer.plan({ rows, width: sample.width, pixelRatio });
    const patches = await renderer.draw(client, sample, final).done;
    const time = now() - began;
    for (const patch of patches ?? []) if ('bitmap' in patch) patch.bitmap.close();
    return time;
  }

  const times = { gpu: [] as number[], cpu: [] as number[] };
  try {
    for (let round = 0; round <= rounds; round++) {
      const [gpuTime, cpuTime] = [await timeOf(gpu), await timeOf(cpu)];
      if (round === 0) continue;
      times.gpu.push(gpuTime);
      times.cpu.push(cpuTime);
      if (gpuTime > hopeless * cpuTime) break;
    }
  } finally {
    gpu.leave(client);
    cpu.leave(client);
  }
  return { gpu: median(times.gpu), cpu: median(times.cpu), rows: sample.rows.length };
}

/** The picture with rows from all over it. */
function sampleOf(picture: LinePicture): LinePicture {
  const { length } = picture.rows;
  if (length <= sampleRows) return picture;
  const rows = Uint32Array.from(
    { length: sampleRows },
    (_, index) => picture.rows[Math.floor((index * length) / sampleRows)]!,
  );
  return { ...picture, rows };
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1]!;
}
