import type { KeyStorage } from './fallbacks/storage.ts';

export type ThemeName = 'light' | 'dark';

const KEY = 'heddle.theme';

/** The theme: the last choice, else the system's preference, which is followed as it changes. */
export class Theme {
  #chosen = $state<ThemeName | null>(null);
  #system = $state<ThemeName>('light');
  readonly current: ThemeName = $derived(this.#chosen ?? this.#system);

  constructor(
    private readonly storage: KeyStorage,
    preference: MediaQueryList,
  ) {
    const stored = storage.getItem(KEY);
    if (stored === 'light' || stored === 'dark') this.#chosen = stored;
    this.#system = preference.matches ? 'dark' : 'light';
    preference.addEventListener('change', () => (this.#system = preference.matches ? 'dark' : 'light'));
  }

  toggle(): void {
    this.#chosen = this.current === 'dark' ? 'light' : 'dark';
    this.storage.setItem(KEY, this.#chosen);
  }
}
