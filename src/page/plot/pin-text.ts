import { decodeName, encodeName, readNumber, type TextCodec } from '../../../viz/index.ts';
import type { Pin } from './pins.ts';

/** `run@12`: epoch 12 of a run; without an epoch the run as a whole. */
export const pinText: TextCodec<Pin> = {
  write: ({ run, epoch }) => (epoch === null ? encodeName(run) : `${encodeName(run)}@${String(epoch)}`),
  read(text) {
    const [run = '', epoch] = text.split('@');
    return { run: decodeName(run), epoch: epoch === undefined ? null : readNumber(epoch) };
  },
};
