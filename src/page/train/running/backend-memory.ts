import { backendNames, type BackendName } from '../../../../trainer/index.ts';
import type { KeyStorage } from '../../shell/fallbacks/storage.ts';

const KEY = 'heddle.backends';

/** The fastest backend by the order of magnitude of a training step (`stepMagnitude`). */
export type FastestBackends = Readonly<Record<string, BackendName>>;

/**
 * Remembers which backend was the fastest on this machine, so that later starts need no trial. Another version of the
 * browser may compute at another speed, so the memory is of one user agent.
 */
export class BackendMemory {
  constructor(
    private readonly storage: KeyStorage,
    private readonly userAgent: string,
  ) {}

  read(): FastestBackends {
    let stored: unknown;
    try {
      stored = JSON.parse(this.storage.getItem(KEY) ?? 'null');
    } catch {
      return {};
    }
    const { userAgent, fastest } = (stored ?? {}) as {
      readonly userAgent?: unknown;
      readonly fastest?: unknown;
    };
    if (userAgent !== this.userAgent || typeof fastest !== 'object' || fastest === null) return {};
    const isKnown = (name: unknown): name is BackendName => backendNames.some((each) => each === name);
    return Object.fromEntries(
      Object.entries(fastest).filter((entry): entry is [string, BackendName] => isKnown(entry[1])),
    );
  }

  note(magnitude: number, name: BackendName): void {
    const fastest = { ...this.read(), [magnitude]: name };
    this.storage.setItem(KEY, JSON.stringify({ userAgent: this.userAgent, fastest }));
  }
}
