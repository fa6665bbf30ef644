/** What is known of a view that is loaded. */
export type LoadedView<View> =
  | { readonly state: 'none' | 'opening' }
  | { readonly state: 'open'; readonly view: View }
  | { readonly state: 'failed'; readonly error: unknown };

/**
 * Loads a view and shows its states. Returns a cleanup function, after which nothing more is shown: an answer that arrives
 * after another choice is dropped.
 *
 * @param load resolves with null if there is no view; null to show none
 */
export function followView<View>(
  load: (() => Promise<View | null>) | null,
  show: (loaded: LoadedView<View>) => void,
): () => void {
  let isWanted = true;
  show({ state: load === null ? 'none' : 'opening' });
  load?.().then(
    (view) => isWanted && show(view === null ? { state: 'none' } : { state: 'open', view }),
    (error: unknown) => isWanted && show({ state: 'failed', error }),
  );
  return () => (isWanted = false);
}
