import type { KeyStorage } from '../shell/fallbacks/storage.ts';
import type { DrawnBy, RendererOption } from '../../../viz/index.ts';

const KEY = 'heddle.renderer';

/** The renderer that was last chosen on this machine, and the one in use. */
export class RendererSetting {
  #option = $state<RendererOption>('auto');
  drawnBy = $state.raw<DrawnBy | null>(null);

  constructor(private readonly storage: KeyStorage) {
    const stored = storage.getItem(KEY);
    if (stored === 'gpu' || stored === 'cpu') this.#option = stored;
  }

  get option(): RendererOption {
    return this.#option;
  }
  set option(option: RendererOption) {
    this.#option = option;
    if (option === 'auto') this.storage.removeItem(KEY);
    else this.storage.setItem(KEY, option);
  }
}
