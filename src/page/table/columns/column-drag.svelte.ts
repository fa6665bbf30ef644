/** CSS pixels. Shorter movements are clicks. */
const MIN_DISTANCE = 5;

/** A drag of one of several elements with the attribute `data-name` to the place of another. */
export class ColumnDrag {
  /** The dragged name; null if nothing is dragged. */
  name = $state<string | null>(null);
  /** The name under the pointer; null if it is over none or over the dragged one. */
  to = $state<string | null>(null);
  #start: { readonly name: string; readonly x: number; readonly y: number } | null = null;
  readonly #onmove: (name: string, to: string) => void;
  /** Whether the click that follows belongs to a drag. */
  #wasDragged = false;

  constructor(onmove: (name: string, to: string) => void) {
    this.#onmove = onmove;
  }

  down(event: PointerEvent, name: string): void {
    this.#wasDragged = false;
    if (event.button !== 0 || !(event.currentTarget instanceof Element)) return;
    this.#start = { name, x: event.clientX, y: event.clientY };
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  move(event: PointerEvent): void {
    const start = this.#start;
    if (start === null) return;
    if (this.name === null) {
      if (Math.hypot(event.clientX - start.x, event.clientY - start.y) < MIN_DISTANCE) return;
      this.name = start.name;
      this.#wasDragged = true;
    }
    const under = document.elementFromPoint(event.clientX, event.clientY)?.closest('[data-name]');
    const to = under?.getAttribute('data-name') ?? null;
    this.to = to === this.name ? null : to;
  }

  up(): void {
    const { name, to } = this;
    this.cancel();
    if (name !== null && to !== null) this.#onmove(name, to);
  }

  cancel(): void {
    this.#start = null;
    this.name = null;
    this.to = null;
  }

  /** Whether a click is the end of a drag. */
  get isClickOfDrag(): boolean {
    return this.#wasDragged;
  }
}
