import { isCollection, isScalar, parseDocument, visit, type Document, type Node } from 'yaml';

/** Beyond this a document is refused: aliases inside aliases grow without end. */
const MOST_ALIASES = 1000;

/** Why a text is not YAML, with the place. */
export class YamlError extends Error {
  override readonly name = 'YamlError';
}

/**
 * The value of a YAML text as Python writes it. A tag that is not known, `!!python/object:…`, is as if it were not
 * there: nothing is ever constructed. Where it is all there is, `!!python/name:torch.nn.ReLU ''`, the value is the last
 * word of what it names. `1e-3`, which Python reads as text, is a number.
 * @throws {YamlError} saying where it is not YAML.
 */
export function parseYaml(text: string): unknown {
  const document = parseDocument(text, { logLevel: 'error', uniqueKeys: false, intAsBigInt: false });
  const [error] = document.errors;
  if (error) throw new YamlError(error.message.split('\n', 1)[0]!.replace(/(?<![:.])[:.]+$/, ''));
  nameTags(document);
  return document.toJS({ maxAliasCount: MOST_ALIASES });
}

/** What Python calls the things that it writes by name alone. */
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
