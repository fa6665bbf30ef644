import { clamp } from '../../../history/index.ts';
import { entriesOf, keysOf, placesOf, withKey, type RunEntry, type RunItem } from './run-items.ts';

/** What keys do in the list beyond moving and selecting. */
export interface ListActions {
  /** The number of rows that a page key moves by. */
  readonly page: number;
  /** Focuses the item at a place, clamped, and scrolls to it. */
  readonly focus: (place: number) => void;
  readonly pin: (items: readonly RunItem[]) => void;
  /** Shows the items if the first is not wholly shown, else hides them. */
  readonly toggleShown: (items: readonly RunItem[], entry: RunEntry) => void;
  readonly rename: (item: RunItem) => void;
  readonly remove: (items: readonly RunItem[]) => void;
  readonly openMenu: (item: RunItem) => void;
}

type Key = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** The opened, current and selected items of the list of runs, and how keys and clicks change them. */
export class ListState {
  readonly #items: () => readonly RunItem[];
  #opened = $state.raw(keysOf([]));
  #selected = $state.raw(keysOf([]));
  /** Where a range that is selected with Shift begins. */
  #anchor: string | null = null;
  /** The key of the item that has the focus or had it last; null before. */
  current = $state<string | null>(null);

  /** The listed items in order: children of opened items follow them. */
  readonly entries = $derived.by(() => entriesOf(this.#items(), this.#opened));
  readonly #places = $derived.by(() => placesOf(this.entries));
  /** The selected items that are listed. */
  readonly chosen = $derived.by(() =>
    this.entries.filter(({ item }) => this.#selected.has(item.key)).map(({ item }) => item),
  );

  /** @param items the items of the list in order; read reactively */
  constructor(items: () => readonly RunItem[]) {
    this.#items = items;
  }

  /** The place of an item in `entries`; null if it is not listed. */
  placeOf(key: string | null | undefined): number | null {
    return this.#places.get(key ?? '') ?? null;
  }

  isOpen({ key }: RunItem): boolean {
    return this.#opened.has(key);
  }

  toggleOpen(item: RunItem): void {
    this.#opened = withKey(this.#opened, item.key, !this.isOpen(item));
  }

  isSelected({ key }: RunItem): boolean {
    return this.#selected.has(key);
  }

  toggleSelected(item: RunItem): void {
    this.#selected = withKey(this.#selected, item.key, !this.isSelected(item));
    this.#anchor = item.key;
  }

  clearSelection(): void {
    this.#selected = keysOf([]);
  }

  /** Selects the items from the anchor, by default the item itself, to an item. */
  selectTo({ key }: RunItem): void {
    const place = this.placeOf(key);
    if (place === null) return;
    const from = this.placeOf(this.#anchor) ?? place;
    this.#anchor = this.entries[from]!.item.key;
    this.#selected = keysOf(this.entries.slice(Math.min(from, place), Math.max(from, place) + 1));
  }

  /** What an action on an item applies to: the selection if the item is part of it. */
  targets(item: RunItem): readonly RunItem[] {
    return this.isSelected(item) && this.chosen.length > 1 ? this.chosen : [item];
  }

  /**
   * Handles a key.
   * @param key the key of the focused item
   * @returns whether the list uses the key
   */
  handleKey(event: Key, key: string | null | undefined, actions: ListActions): boolean {
    const place = this.placeOf(key);
    if (place === null) return false;
    const hasControl = event.ctrlKey || event.metaKey;
    if (event.key === 'Escape') {
      if (this.#selected.size === 0) return false;
      this.clearSelection();
      return true;
    }
    if (event.key === 'a' && hasControl) {
      this.#selected = keysOf(this.entries);
      return true;
    }
    if (event.altKey || (hasControl && event.key !== ' ')) return false;
    const action = this.#actionOf(event, place, actions);
    action?.();
    return action !== undefined;
  }

  #actionOf({ key, shiftKey, ctrlKey }: Key, place: number, actions: ListActions): (() => void) | undefined {
    const entry = this.entries[place]!;
    const { item, parent } = entry;
    const isOpen = this.isOpen(item);
    const move = (to: number) => {
      const at = clamp(to, 0, this.entries.length - 1);
      if (shiftKey) {
        this.#anchor ??= item.key;
        this.selectTo(this.entries[at]!.item);
      }
      actions.focus(at);
    };
    const all: Readonly<Record<string, () => void>> = {
      ArrowDown: () => move(place + 1),
      ArrowUp: () => move(place - 1),
      PageDown: () => move(place + actions.page),
      PageUp: () => move(place - actions.page),
      Home: () => move(0),
      End: () => move(this.entries.length - 1),
      ArrowRight: () => {
        if (item.children.length > 0 && !isOpen) this.toggleOpen(item);
        else if (isOpen) move(place + 1);
      },
      ArrowLeft: () => {
        if (isOpen) this.toggleOpen(item);
        else if (parent !== null) move(this.placeOf(parent.key)!);
      },
      Enter: () => actions.pin(this.targets(item)),
      ' ': () => {
        if (ctrlKey) this.toggleSelected(item);
        else actions.toggleShown(this.targets(item), entry);
      },
      F2: () => actions.rename(item),
      Delete: () => actions.remove(this.targets(item)),
      ContextMenu: () => actions.openMenu(item),
      m: () => actions.openMenu(item),
    };
    return all[key];
  }
}
