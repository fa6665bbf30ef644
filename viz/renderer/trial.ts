import type { LineScene } from '../core/raster/lines.ts';
import type { Trial } from './choice.ts';
import type { LineRenderer } from '../drawing/renderer.ts';

export interface TrialParams {
  readonly gpu: LineRenderer;
  readonly cpu: LineRenderer;
  readonly scene: LineScene;
  readonly pixelRatio: number;
  /** A clock in milliseconds. */
  readonly now: () => number;
  /** Resolves when the page is idle. */
  readonly idle: () => Promise<void>;
}

/** Enough to measure the drawing, few enough for a frame or two. */
const sampleRows = 2000;
const rounds = 3;
/** If the GPU is this many times slower than the CPU, the trial ends early: software rendering takes seconds. */
const maxRatio = 5;

/**
 * Has both renderers draw the same lines in turns, each as it plans, and returns the median time of each. The first round
 * is not counted: it uploads positions and compiles programs.
 */
export async function runTrial({ gpu, cpu, scene, pixelRatio, now, idle }: TrialParams): Promise<Trial> {
  const sample = sampleOf(scene);
  const client = {};

  async function timeOf(renderer: LineRenderer): Promise<number> {
    await idle();
    const began = now();
    const rows = sample.rows.length;
    const { final } = renderer.plan({ rows, width: sample.width, pixelRatio, mode: 'lines' });
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
      if (gpuTime > maxRatio * cpuTime) break;
    }
  } finally {
    gpu.release(client);
    cpu.release(client);
  }
  return { gpu: median(times.gpu), cpu: median(times.cpu), rows: sample.rows.length };
}

/** The scene with evenly spaced rows. */
function sampleOf(scene: LineScene): LineScene {
  const { length } = scene.rows;
  if (length <= sampleRows) return scene;
  const rows = Uint32Array.from(
    { length: sampleRows },
    (_, index) => scene.rows[Math.floor((index * length) / sampleRows)]!,
  );
  return { ...scene, rows };
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1]!;
}
