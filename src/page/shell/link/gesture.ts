/** The gesture of a change of settings: consecutive changes of the same properties are one step of undo. */
export function gestureOf<Settings extends object>(name: string, before: Settings, after: Settings): string {
  const changed = (Object.keys(after) as (keyof Settings)[]).filter((key) => before[key] !== after[key]);
  return [name, ...changed.map(String)].join(' ');
}
