import { z } from 'zod';
import { historySchema } from './schema.ts';

/**
 * Returns the JSON Schema of a history file, generated from the schema that validates one. It cannot express constraints
 * across values: ids are unique, parents exist, epochs ascend, and declared metrics are numbers or null.
 */
export function historyJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(historySchema, { io: 'input' });
  return { $schema, title: 'Heddle history', ...schema };
}
