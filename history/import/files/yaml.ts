import { isCollection, isScalar, parseDocument, visit, type Document, type Node } from 'yaml';

/** Maximum number of aliases; nested aliases expand exponentially. */
const MAX_ALIASES = 1000;

/** A text is not valid YAML. The message has the position. */
export class YamlError extends Error {
  override readonly name = 'YamlError';
}

/**
 * Parses YAML as Python writes it. Unknown tags, `!!python/object:…`, are ignored: nothing is ever constructed. If a tag has
 * no content, `!!python/name:torch.nn.ReLU ''`, the value is the last part of the tag's name. `1e-3`, which Python reads as
 * text, is a number.
 * @throws {YamlError} if the text is not valid YAML.
 */
export function parseYaml(text: string): unknown {
  const document = parseDocument(text, { logLevel: 'error', uniqueKeys: false, intAsBigInt: false });
  const [error] = document.errors;
  if (error) throw new YamlError(error.message.split('\n', 1)[0]!.replace(/(?<![:.])[:.]+$/, ''));
  nameTags(document);
  return document.toJS({ maxAliasCount: MAX_ALIASES });
}

/** Tags of Python objects that are written by name. */
const PYTHON_TAG = /^tag:yaml\.org,2002:python\/(?:name|module|object(?:\/apply|\/new)?):(?:.*\.)?([^.]+)$/;

function nameTags(document: Document): void {
  visit(document, {
    Node: (_, node) => {
      const name = PYTHON_TAG.exec(node.tag ?? '')?.[1];
      return name !== undefined && isEmpty(node) ? document.createNode(name) : undefined;
    },
  });
}

function isEmpty(node: Node): boolean {
  if (isScalar(node)) return node.value === null || node.value === '';
  return isCollection(node) && node.items.length === 0;
}
