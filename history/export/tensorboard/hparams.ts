import { PbfWriter } from 'pbf';
import type { Dictionary, ParameterValue, RunStatus } from '../../types.ts';
import type { SummaryValue } from './event.ts';

/** The version of `tensorboard.hparams.HParamsPluginData`. */
const VERSION = 0;

/** `tensorboard.hparams.Status`; any other status is 0, unknown. */
const STATUS: Readonly<Partial<Record<RunStatus, number>>> = {
  completed: 1,
  failed: 2,
  diverged: 2,
  running: 3,
};

/** Returns the parameters of a run for TensorBoard's HParams tab. `startSeconds` counts from 1970. */
export function sessionStart(
  parameters: Dictionary<ParameterValue>,
  groupName: string,
  startSeconds: number,
): SummaryValue {
  return pluginValue('_hparams_/session_start_info', 3, (pbf) => {
    for (const [key, value] of Object.entries(parameters)) {
      pbf.writeMessage(
        1,
        (_, entry) => {
          entry.writeStringField(1, key);
          entry.writeMessage(2, writeValue, value);
        },
        null,
      );
    }
    pbf.writeStringField(4, groupName);
    pbf.writeDoubleField(5, startSeconds);
  });
}

/** Returns the status and end time of a run; `endSeconds` counts from 1970. */
export function sessionEnd(status: RunStatus, endSeconds: number): SummaryValue {
  return pluginValue('_hparams_/session_end_info', 4, (pbf) => {
    pbf.writeVarintField(1, STATUS[status] ?? 0);
    pbf.writeDoubleField(2, endSeconds);
  });
}

function pluginValue(tag: string, field: number, write: (pbf: PbfWriter) => void): SummaryValue {
  const pbf = new PbfWriter();
  pbf.writeVarintField(1, VERSION);
  pbf.writeMessage(field, (_, inner) => write(inner), null);
  return { tag, plugin: 'hparams', content: pbf.finish() };
}

/** `google.protobuf.Value`: null = 1, number = 2, string = 3, bool = 4. */
function writeValue(value: ParameterValue, pbf: PbfWriter): void {
  if (value === null) pbf.writeVarintField(1, 0);
  else if (typeof value === 'number') pbf.writeDoubleField(2, value);
  else if (typeof value === 'string') pbf.writeStringField(3, value);
  else pbf.writeBooleanField(4, value);
}
