/** How numbers and cells are written. Apart from the components of viz, which Node cannot load. */
export { formatCell, formatValue } from '../core/scale/format.ts';
