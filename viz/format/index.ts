/** How numbers, cells and long names are written. Apart from the components of viz, which Node cannot load. */
export { shortNames } from '../core/layout/short-names.ts';
export { formatCell, formatValue } from '../core/scale/format.ts';
