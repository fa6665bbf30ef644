import type { ParameterValue, Run } from '../../types.ts';
import { parameterValue } from '../shared/flat-parameters.ts';
import { isObject } from '../flat/json/json-table.ts';
import { createLogRun } from '../shared/log-run.ts';
import { numberOfJson } from '../shared/numbers.ts';
import type { Format } from '../types.ts';

/** A dump of Nevergrad's `ParametersLogger`: each line a candidate, whose `#…` keys are about it and the others in it. */
export const nevergrad: Format = {
  name: 'nevergrad',
  description: "dumps of Nevergrad's ParametersLogger",
  detect: (content) =>
    content.kind === 'lines' && isObject(content.lines[0]) && Object.hasOwn(content.lines[0], '#loss'),
  read(content, context) {
    const lines = content.kind === 'lines' ? content.lines.filter(isObject) : [];
    return lines.map((line, i): Run => {
      const own: [string, ParameterValue][] = [];
      const losses: [string, number | null][] = [];
      for (const [key, value] of Object.entries(line)) {
        if (key.startsWith('#loss')) losses.push([key.slice(1), numberOfJson(value) ?? null]);
        else if (!key.startsWith('#')) own.push([key, parameterValue(value)]);
        else if (key === '#optimizer' || key === '#generation')
          own.push([key.slice(1), parameterValue(value)]);
      }
      const summary = losses.filter(([, value]) => value !== null);
      const name = `candidate ${String(i + 1)}`;
      return createLogRun(
        {
          format: 'nevergrad',
          id: `${context.title}/${String(i)}`,
          name,
          parameters: own,
          summary,
          directions: new Map([['loss', 'min']]),
        },
        context,
      );
    });
  },
};
