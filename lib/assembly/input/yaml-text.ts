import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  type Scalar,
  type YAMLError,
} from 'yaml';
import { type JsonObject, type PathSegment, setOwn } from '../json.ts';
import { MAX_DEPTH } from '../limits.ts';
import { expandShortForm, longForm } from './short-forms.ts';
import { indentedAt } from './yaml-margin.ts';

/** A fault in a YAML text, at an offset. */
export interface YamlFault {
  readonly code: 'syntax' | 'alias' | 'too-deep';
  readonly offset: number;
  readonly found: string;
  readonly expected: string;
  readonly fix: string;
}

export interface YamlText {
  readonly value: unknown;
  readonly faults: readonly YamlFault[];
  /** Keys that a mapping has more than once: the last of each counts. */
  readonly duplicates: readonly { readonly offset: number; readonly key: string }[];
  /** Line and column, from 1, of the deepest part of the path that is there. */
  readonly locate: (path: readonly PathSegment[]) => { line: number; column: number };
}

const MAX_FAULTS = 20;

/** Texts and collections at the margin that are indented; each costs another look at the document. */
const MAX_REPAIRS = 100;

const TOO_DEEP = {
  found: 'too many levels of nesting',
  expected: `at most ${MAX_DEPTH} levels`,
  fix: 'simplify the document',
};

/** Parses one YAML document into what the same template would be in JSON. */
export function parseYaml(text: string, repairs = 0): YamlText {
  const lines = new LineCounter();
  const locateOffset = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  let document: Document.Parsed;
  try {
    // YAML 1.2 core: dates stay texts. The booleans of YAML 1.1 are added below.
    document = parseDocument(text, {
      schema: 'core',
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: false,
    });
  } catch (error) {
    const found = error instanceof RangeError ? TOO_DEEP.found : String(error);
    const fault: YamlFault = { code: 'too-deep', offset: 0, ...TOO_DEEP, found };
    const locate = () => ({ line: 1, column: 1 });
    return { value: undefined, faults: [fault], duplicates: [], locate };
  }
  const errors = document.errors.filter((error) => !isTolerable(error, text));
  const repaired = repairs < MAX_REPAIRS ? indentedAt(text, errors) : undefined;
  if (repaired !== undefined) return parseYaml(repaired, repairs + 1);
  const faults = errors.slice(0, MAX_FAULTS).map(toFault);
  const converter = new Converter(faults);
  const value = faults.length === 0 ? converter.convert(document.contents, 0) : undefined;
  return {
    value,
    faults,
    duplicates: converter.duplicates,
    locate: (path) => locateOffset(findInYaml(document, path)),
  };
}

/** What other parsers take without a word: a comment right behind a quote, and an empty end. */
function isTolerable({ code, message, pos }: YAMLError, text: string): boolean {
  if (code === 'MISSING_CHAR') return message.startsWith('Comments must be separated');
  return code === 'MULTIPLE_DOCS' && /^---(?:\s+|#.*)*(?:\.\.\.\s*)?$/.test(text.slice(pos[0]));
}

function toFault({ code, message, pos }: YAMLError): YamlFault {
  const fault = { code: 'syntax', offset: pos[0], expected: 'valid YAML' } as const;
  switch (code) {
    case 'TAB_AS_INDENT':
      return { ...fault, found: 'a tab used as indentation', fix: 'indent with spaces' };
    case 'MULTIPLE_DOCS':
      return { ...fault, found: 'a second document', expected: 'one', fix: 'split it at ---' };
    case 'RESOURCE_EXHAUSTION':
      return { ...fault, code: 'too-deep', ...TOO_DEEP };
    default:
      return { ...fault, found: lowerFirst(message), fix: 'correct the YAML here or just above' };
  }
}

/** Document → plain data. Aliases share the value of their anchor; nothing is copied. */
class Converter {
  readonly #faults: YamlFault[];
  readonly #anchors = new Map<string, { value: unknown; done: boolean }>();
  readonly duplicates: { offset: number; key: string }[] = [];

  constructor(faults: YamlFault[]) {
    this.#faults = faults;
  }

  convert(node: unknown, depth: number): unknown {
    if (depth > MAX_DEPTH * 2) {
      this.#fault(node, 'too-deep', TOO_DEEP.found, TOO_DEEP.expected);
      return null;
    }
    if (isAlias(node)) return this.#alias(node.source, node);
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return null;
    const anchor = { value: null as unknown, done: false };
    if (node.anchor) this.#anchors.set(node.anchor, anchor);
    anchor.value = this.#tagged(node.tag, node, this.#untagged(node, depth));
    anchor.done = true;
    return anchor.value;
  }

  #untagged(node: unknown, depth: number): unknown {
    if (isSeq(node)) return node.items.map((item) => this.convert(item, depth + 1));
    if (isMap(node)) return this.#mapping(node.items, depth);
    return scalarValue(node as Scalar);
  }

  #mapping(pairs: readonly Pair[], depth: number): JsonObject {
    const result: Record<string, unknown> = {};
    const merged: unknown[] = [];
    for (const pair of pairs) {
      if (!isPair(pair)) continue;
      const key = this.#key(pair);
      if (key === undefined) continue;
      const value = this.convert(pair.value, depth + 1);
      if (isMergeKey(pair.key)) merged.push(...(Array.isArray(value) ? value : [value]));
      else {
        if (Object.hasOwn(result, key)) {
          this.duplicates.push({ offset: rangeStart(pair.key) ?? 0, key });
        }
        setOwn(result, key, value);
      }
    }
    for (const source of merged) {
      if (typeof source !== 'object' || source === null) continue;
      for (const [key, value] of Object.entries(source)) {
        if (!Object.hasOwn(result, key)) setOwn(result, key, value);
      }
    }
    return result;
  }

  #key(pair: Pair): string | undefined {
    if (isScalar(pair.key)) return keyText(pair.key);
    if (pair.key === null) return '';
    this.#fault(pair.key, 'syntax', 'a key that is not a string', 'a plain or quoted key');
    return undefined;
  }

  #alias(name: string, node: unknown): unknown {
    const anchor = this.#anchors.get(name);
    if (anchor?.done) return anchor.value;
    const found = anchor ? `the alias *${name} inside its own anchor` : `the alias *${name}`;
    this.#fault(node, 'alias', found, `an anchor &${name} that is complete before its use`);
    return null;
  }

  #tagged(tag: string | undefined, node: unknown, value: unknown): unknown {
    if (tag === undefined || !tag.startsWith('!')) return value;
    const name = longForm(tag);
    if (name !== undefined) return expandShortForm(name, value);
    this.#fault(node, 'syntax', `the tag ${tag}`, 'a CloudFormation function such as !Ref or !Sub');
    return value;
  }

  #fault(node: unknown, code: YamlFault['code'], found: string, expected: string): void {
    if (this.#faults.length >= MAX_FAULTS) return;
    const offset = rangeStart(node) ?? 0;
    this.#faults.push({ code, offset, found, expected, fix: 'correct the YAML here' });
  }
}

/**
 * CloudFormation reads YAML 1.1, where a plain yes, no, on or off is a boolean. Digits that would
 * lose a leading zero or their precision as a number (account IDs) stay texts.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
 */
function scalarValue(scalar: Scalar): unknown {
  const { value, source = '', type, tag } = scalar;
  if (type === 'PLAIN' && tag === undefined) {
    if (/^(?:yes|Yes|YES|on|On|ON)$/.test(source)) return true;
    if (/^(?:no|No|NO|off|Off|OFF)$/.test(source)) return false;
    if (typeof value === 'number') {
      const exact = Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
      if (!exact || /^[-+]?0\d/.test(source)) return source;
    }
  }
  if (typeof value === 'bigint') return source;
  return typeof value === 'object' && value !== null ? source : (value ?? null);
}

function keyText(key: Scalar): string {
  return key.type === 'PLAIN' ? (key.source ?? String(key.value)) : String(key.value);
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.type === 'PLAIN' && key.source === '<<';
}

function findInYaml(document: Document, path: readonly PathSegment[]): number {
  let node: unknown = document.contents;
  let found = rangeStart(node) ?? 0;
  let entered: unknown;
  for (const segment of path) {
    if (isAlias(node)) node = node.resolve(document);
    const tag = (node as Partial<Scalar> | null)?.tag;
    // A short form adds a level that the text does not have; what it returns is not in its arguments.
    if (tag?.startsWith('!') && entered !== node) {
      if (longForm(tag) !== segment) return found;
      entered = node;
      continue;
    }
    if (isSeq(node) && typeof segment === 'number') {
      node = node.items[segment];
      found = rangeStart(node) ?? found;
    } else if (isMap(node) && typeof segment === 'string') {
      const pair: Pair | undefined = node.items.findLast(
        (item) => isScalar(item.key) && keyText(item.key) === segment,
      );
      if (pair === undefined) return found;
      found = rangeStart(pair.key) ?? found;
      node = pair.value;
    } else {
      return found;
    }
  }
  return found;
}

function rangeStart(node: unknown): number | undefined {
  return (node as { range?: readonly number[] | null } | null | undefined)?.range?.[0];
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
