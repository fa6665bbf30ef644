import { z } from 'zod';
import { historySchema } from './schema.ts';

/**
 * The JSON Schema of a history file, from the very schema that reads one. It cannot say what holds between parts: ids
 * are unique, parents exist, epochs ascend, and declared metrics are numbers or null.
 */
export function historyJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(historySchema, { io: 'input' });
  return { $schema, title: 'Heddle history', ...schema };
}
