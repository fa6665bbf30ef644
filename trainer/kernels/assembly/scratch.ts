import { bytesScratch } from './byte-lists';
import { matmulScratch } from './matmul';

/** Bytes of scratch that suffice for every kernel. */
export function scratchBytes(): usize {
  return max(matmulScratch(), bytesScratch());
}
