/**
 * Returns the browser's locks, shared by all tabs, or, where they are missing (a page that is served by plain http under
 * another name than localhost), locks that are always free: then two tabs may train the same search.
 */
export function locksOf(manager: LockManager | undefined): Pick<LockManager, 'request'> {
  return manager ?? { request: requestFree };
}

function requestFree(
  name: string,
  options: LockOptions | LockGrantedCallback<unknown>,
  callback?: LockGrantedCallback<unknown>,
): Promise<unknown> {
  const granted = typeof options === 'function' ? options : callback!;
  return Promise.resolve(granted({ name, mode: 'exclusive' }));
}
