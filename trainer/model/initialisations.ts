/** How kernels are initialised: see `kernelDrawer`. */
export const initialisations = [
  'pytorch',
  'usual',
  'glorot_uniform',
  'glorot_normal',
  'he_uniform',
  'he_normal',
  'lecun_normal',
  'normal',
] as const;
export type Initialisation = (typeof initialisations)[number];
