import { measureMemory, measureOurs } from './ours.ts';
import { measurePeer } from './peer-times.ts';

Object.assign(window, { measureOurs, measureMemory, measurePeer });
