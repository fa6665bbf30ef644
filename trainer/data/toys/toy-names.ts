/** The toy data sets, in the order in which menus show them. */
export const toyNames = ['circles', 'moons', 'xor', 'clusters'] as const;
export type ToyName = (typeof toyNames)[number];
