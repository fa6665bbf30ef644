export interface ShortcutsParams {
  /** The shortcuts apply while this element contains the focus, or the pointer if no scope contains the focus. */
  readonly scope: HTMLElement;
  readonly onClear: () => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}

/** The scopes of all plots on the page: a key pressed in one of them does not apply to the others. */
const scopes = new Set<HTMLElement>();

/** Escape closes a menu first. Tooltips are popovers too, which Escape does not close. */
const hasOpenMenu = (scope: HTMLElement) => scope.querySelector('[popover="auto"]:popover-open') !== null;

const typing = 'input, select, textarea, [contenteditable]:not([contenteditable="false"])';

/**
 * Escape clears, Ctrl-Z (⌘-Z) undoes, Ctrl-Shift-Z and Ctrl-Y redo, in the plot that has the focus, or else the pointer.
 * Keys typed into a field, or handled already, are ignored. Returns a cleanup function.
 */
export function createShortcuts({ scope, onClear, onUndo, onRedo }: ShortcutsParams): () => void {
  function isMeant(event: KeyboardEvent): boolean {
    const path = event.composedPath();
    const [target] = path;
    if (event.defaultPrevented || (event.key === 'Escape' && hasOpenMenu(scope))) return false;
    if (target instanceof Element && target.matches(typing)) return false;
    if (path.includes(scope)) return true;
    return !path.some((node) => scopes.has(node as HTMLElement)) && scope.matches(':hover');
  }

  function actionOf(event: KeyboardEvent): (() => void) | null {
    const key = event.key.toLowerCase();
    if (key === 'escape') return onClear;
    if (!event.ctrlKey && !event.metaKey) return null;
    if (key === 'z') return event.shiftKey ? onRedo : onUndo;
    return key === 'y' ? onRedo : null;
  }

  function press(event: KeyboardEvent): void {
    const action = actionOf(event);
    if (action === null || !isMeant(event)) return;
    if (action !== onClear) event.preventDefault();
    action();
  }

  scopes.add(scope);
  window.addEventListener('keydown', press);
  return () => {
    scopes.delete(scope);
    window.removeEventListener('keydown', press);
  };
}
