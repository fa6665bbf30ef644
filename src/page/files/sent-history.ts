import {
  packRun,
  partsOfRuns,
  runsOfParts,
  unpackRun,
  type History,
  type PackedRun,
  type RunColumns,
  type RunPart,
} from '../../../history/index.ts';
import {
  putRunsTogether,
  putTogether,
  takeApart,
  takeRunsApart,
  withOwnCells,
  type StoredPiece,
} from './stored-cells.ts';

type SentPart =
  | { readonly kind: 'columns'; readonly batch: string; readonly columns: RunColumns }
  | {
      readonly kind: 'list';
      readonly runs: readonly { readonly batch: string | null; readonly run: PackedRun }[];
    };

/** A history without the large arrays behind it. */
export interface SentHistory {
  readonly version: History['version'];
  readonly parts: readonly SentPart[];
}

/**
 * A history for another thread, in pieces: to copy the arrays behind a million rows at once would hold up whoever sends
 * them. Each piece is a copy that may be handed over.
 */
export function sendHistory({ version, runs }: History): {
  readonly sent: SentHistory;
  readonly pieces: Iterable<StoredPiece>;
} {
  const sources: Iterable<StoredPiece>[] = [];
  const take = <Apart extends { readonly pieces: Iterable<StoredPiece> }>(
    apartAs: (batch: string) => Apart | null,
  ) => {
    const batch = String(sources.length);
    const apart = apartAs(batch);
    if (apart !== null) sources.push(apart.pieces);
    return { batch: apart === null ? null : batch, apart };
  };
  const parts = partsOfRuns(runs).map((part): SentPart => {
    if (part.kind === 'columns') {
      const { batch, apart } = take((as) => takeRunsApart(part.columns, as));
      return { kind: 'columns', batch: batch!, columns: apart!.columns };
    }
    const list = part.runs.map((run) => {
      const packed = packRun(run);
      const { batch, apart } = take((as) => takeApart(packed, as));
      return { batch, run: apart?.run ?? withOwnCells(packed) };
    });
    return { kind: 'list', runs: list };
  });
  return { sent: { version, parts }, pieces: all(sources) };
}

function* all<Item>(sources: readonly Iterable<Item>[]): Iterable<Item> {
  for (const source of sources) yield* source;
}

/** The inverse of `sendHistory`: takes the pieces in any order. */
export async function receiveHistory(
  { version, parts }: SentHistory,
  pieces: readonly StoredPiece[],
): Promise<History> {
  const byBatch = new Map<string, StoredPiece[]>();
  for (const piece of pieces) {
    const list = byBatch.get(piece.batch);
    if (list) list.push(piece);
    else byBatch.set(piece.batch, [piece]);
  }
  const piecesOf = (batch: string) => byBatch.get(batch) ?? [];
  const received: RunPart[] = [];
  for (const part of parts) {
    if (part.kind === 'columns') {
      const columns = await putRunsTogether(part.columns, piecesOf(part.batch));
      received.push({ kind: 'columns', columns, length: columns.length });
      continue;
    }
    const runs = [];
    for (const { batch, run } of part.runs) {
      runs.push(unpackRun(batch === null ? run : await putTogether(run, piecesOf(batch))));
    }
    received.push({ kind: 'list', runs, length: runs.length });
  }
  return { version, runs: runsOfParts(received) };
}
