import type { PbfReader } from 'pbf';
import { PbfReader as Reader } from 'pbf';
import { parseJson } from '../../../file/json.ts';
import { setOwn } from '../../../own.ts';
import type { Direction } from '../../../types.ts';
import { isObject } from '../../flat/json/json-table.ts';
import { readInside } from '../../tensorboard/event.ts';

/** The contents of a `.wandb` file that are read. */
export interface WandbLog {
  readonly config: Record<string, unknown>;
  readonly summary: Record<string, unknown>;
  /** One object for each step, with `_step`. */
  readonly history: Record<string, unknown>[];
  readonly metrics: MetricRule[];
  readonly run: RunFacts;
  /** Null if the run did not end. */
  exitCode: number | null;
}

/** A `define_metric` of a metric, or of all metrics whose names match a pattern. */
export interface MetricRule {
  /** With `*` for any text. */
  name: string;
  /** The metric that is its x axis; empty if that is the step. */
  stepMetric: string;
  goal: Direction;
}

interface RunFacts {
  id: string;
  project: string;
  group: string;
  jobType: string;
  name: string;
  notes: string;
  readonly tags: string[];
  sweep: string;
  /** Seconds since 1970; null if unknown. */
  start: number | null;
}

export function emptyLog(): WandbLog {
  const run: RunFacts = {
    ...{ id: '', project: '', group: '', jobType: '', name: '', notes: '', sweep: '' },
    ...{ tags: [], start: null },
  };
  return { config: {}, summary: {}, history: [], metrics: [], run, exitCode: null };
}

/**
 * Adds the contents of a record: history = 2, summary = 3, config = 5, metric = 12, run = 17, exit = 18; the output, system
 * statistics and all else is skipped.
 * @throws {Error} if the bytes are not such a message.
 */
export function readRecord(payload: Uint8Array, log: WandbLog): void {
  new Reader(payload).readFields((field, _, pbf) => {
    switch (field) {
      case 2:
        log.history.push(readInside(pbf, readHistory, {}));
        break;
      case 3:
        readInside(pbf, readUpdate, log.summary);
        break;
      case 5:
        readInside(pbf, readUpdate, log.config);
        break;
      case 12:
        log.metrics.push(readInside(pbf, readMetric, { name: '', stepMetric: '', goal: 'none' }));
        break;
      case 17:
        readInside(pbf, readRun, log);
        break;
      case 18:
        log.exitCode ??= 0;
        readInside(pbf, readExit, log);
    }
  }, null);
}

/** item = 1, step = 2 {num = 1}. */
function readHistory(field: number, line: Record<string, unknown>, pbf: PbfReader): void {
  if (field === 1) setItem(line, readInside(pbf, readItem, emptyItem()));
  else if (field === 2) {
    readInside(
      pbf,
      (inner, _, step) => {
        if (inner === 1) setOwn(line, '_step', step.readVarint(true));
      },
      null,
    );
  }
}

/** update = 1, remove = 2. */
function readUpdate(field: number, target: Record<string, unknown>, pbf: PbfReader): void {
  if (field !== 1 && field !== 2) return;
  const item = readInside(pbf, readItem, emptyItem());
  if (field === 1) setItem(target, item);
  else removeItem(target, item);
}

interface Item {
  key: string;
  readonly nested: string[];
  json: string;
}

function emptyItem(): Item {
  return { key: '', nested: [], json: 'null' };
}

/** key = 1, nested_key = 2, value_json = 16. */
function readItem(field: number, item: Item, pbf: PbfReader): void {
  if (field === 1) item.key = pbf.readString();
  else if (field === 2) item.nested.push(pbf.readString());
  else if (field === 16) item.json = pbf.readString();
}

function pathOf({ key, nested }: Item): readonly string[] {
  return nested.length > 0 ? nested : [key];
}

/** Paths beyond this many keys are no metric of anybody's. */
const DEEPEST = 32;

function setItem(target: Record<string, unknown>, item: Item): void {
  const path = pathOf(item).slice(0, DEEPEST);
  let object = target;
  for (const key of path.slice(0, -1)) {
    const inner = Object.hasOwn(object, key) ? object[key] : undefined;
    const next: Record<string, unknown> = isObject(inner) ? inner : {};
    setOwn(object, key, next);
    object = next;
  }
  setOwn(object, path.at(-1)!, valueOf(item.json));
}

/** A value that is no JSON is text. */
function valueOf(json: string): unknown {
  try {
    return parseJson(json);
  } catch {
    return json;
  }
}

function removeItem(target: Record<string, unknown>, item: Item): void {
  const path = pathOf(item);
  let object: unknown = target;
  for (const key of path.slice(0, -1))
    object = isObject(object) && Object.hasOwn(object, key) ? object[key] : null;
  if (isObject(object)) Reflect.deleteProperty(object, path.at(-1)!);
}

/** name = 1, glob_name = 2, step_metric = 4, goal = 8 (1 minimise, 2 maximise). */
function readMetric(field: number, rule: MetricRule, pbf: PbfReader): void {
  if (field === 1 || field === 2) rule.name = pbf.readString();
  else if (field === 4) rule.stepMetric = pbf.readString();
  else if (field === 8) rule.goal = GOALS[pbf.readVarint()] ?? 'none';
}

const GOALS: readonly (Direction | undefined)[] = ['none', 'min', 'max'];

function readRun(field: number, { run, config, summary }: WandbLog, pbf: PbfReader): void {
  switch (field) {
    case 1:
      run.id = pbf.readString();
      break;
    case 3:
      run.project = pbf.readString();
      break;
    case 4:
      readInside(pbf, readUpdate, config);
      break;
    case 5:
      readInside(pbf, readUpdate, summary);
      break;
    case 6:
      run.group = pbf.readString();
      break;
    case 7:
      run.jobType = pbf.readString();
      break;
    case 8:
      run.name = pbf.readString();
      break;
    case 9:
      run.notes = pbf.readString();
      break;
    case 10:
      run.tags.push(pbf.readString());
      break;
    case 12:
      run.sweep = pbf.readString();
      break;
    case 17:
      run.start = readInside(pbf, readTimestamp, { seconds: 0 }).seconds;
  }
}

/** `google.protobuf.Timestamp`: seconds = 1, nanos = 2. */
function readTimestamp(field: number, time: { seconds: number }, pbf: PbfReader): void {
  if (field === 1) time.seconds += pbf.readVarint(true);
  else if (field === 2) time.seconds += pbf.readVarint(true) / 1e9;
}

function readExit(field: number, log: WandbLog, pbf: PbfReader): void {
  if (field === 1) log.exitCode = pbf.readVarint(true);
}
