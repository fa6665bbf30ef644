/** Caches results of asynchronous calls by name. Failed calls are retried. */
export class Once<Value> {
  readonly #known = new Map<string, Promise<Value>>();

  get(name: string, ask: () => Promise<Value>): Promise<Value> {
    const known = this.#known.get(name);
    if (known) return known;
    const asked = ask();
    this.#known.set(name, asked);
    asked.catch(() => this.#known.delete(name));
    return asked;
  }

  forget(name: string): void {
    this.#known.delete(name);
  }
}
