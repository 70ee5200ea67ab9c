import type { PathSegment } from '../json.ts';

/**
 * JSON is parsed by `JSON.parse`, which keeps no positions. These find one when it is asked for:
 * the place of a key or list item, and the offset of the first syntax error.
 */

/** Line and column, from 1, of the deepest part of a path that is there. */
export function jsonLocator(
  text: string,
): (path: readonly PathSegment[]) => { line: number; column: number } {
  // Each mapping and list is looked through once, however many of its parts are asked for.
  const entriesAt = new Map<number, ReadonlyMap<PathSegment, Found>>();
  let lineStarts: readonly number[] | undefined;
  return (path) => {
    let at = skipSpace(text, 0);
    let found = at;
    for (const segment of path) {
      const entries = entriesAt.get(at) ?? readEntries(text, at);
      entriesAt.set(at, entries);
      const next = entries.get(segment);
      if (next === undefined) break;
      found = next.start;
      at = next.value;
    }
    lineStarts ??= [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
    return placeOf(lineStarts, found);
  };
}

interface Found {
  /** Where the key or the item begins. */
  readonly start: number;
  /** Where its value begins. */
  readonly value: number;
}

/** The entries of the mapping or list at an offset; none of anything else. */
function readEntries(text: string, at: number): ReadonlyMap<PathSegment, Found> {
  const entries = new Map<PathSegment, Found>();
  const isMapping = text[at] === '{';
  if (!isMapping && text[at] !== '[') return entries;
  let i = skipSpace(text, at + 1);
  while (isMapping ? text[i] === '"' : i < text.length && text[i] !== ']') {
    const start = i;
    if (isMapping) i = skipSpace(text, skipSpace(text, skipString(text, i)) + 1);
    // Like JSON.parse, the last of several equal keys counts.
    const key = isMapping ? JSON.parse(text.slice(start, skipString(text, start))) : entries.size;
    entries.set(key, { start, value: i });
    i = nextEntry(text, i);
  }
  return entries;
}

function nextEntry(text: string, value: number): number {
  const end = skipSpace(text, skipValue(text, value));
  return text[end] === ',' ? skipSpace(text, end + 1) : end;
}

/** What a value's end has to be told by, as far as nothing is open: strings are stepped over. */
const STRUCTURE = /["{}[\],]/g;

function skipValue(text: string, at: number): number {
  if (text[at] === '"') return skipString(text, at);
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    STRUCTURE.lastIndex = i;
    i = STRUCTURE.exec(text)?.index ?? text.length;
    const c = text[i];
    if (c === '"') i = skipString(text, i) - 1;
    else if (c === '{' || c === '[') depth += 1;
    else if (c === '}' || c === ']') {
      if (depth <= 1) return depth === 1 ? i + 1 : i;
      depth -= 1;
    } else if (c === ',' && depth === 0) return i;
  }
  return text.length;
}

function skipString(text: string, at: number): number {
  let end = text.indexOf('"', at + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length + 1 : end + 1;
}

/** Whether an odd number of backslashes stands in front. */
function isEscaped(text: string, at: number): boolean {
  let i = at;
  while (text[i - 1] === '\\') i -= 1;
  return (at - i) % 2 === 1;
}

function skipSpace(text: string, at: number): number {
  let i = at;
  while (i < text.length && ' \t\n\r'.includes(text[i] as string)) i += 1;
  return i;
}

const TOKEN =
  /([{}[\],:])|"[^"\\\p{Cc}]*(?:\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})[^"\\\p{Cc}]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;

type Expected = 'a value' | 'a key in double quotes' | "':'" | "',' or the closing bracket";

/** The first syntax error of a text that `JSON.parse` refuses. */
export function findJsonError(text: string): { offset: number; found: string; expected: string } {
  const open: string[] = [];
  let expected: Expected = 'a value';
  let mayClose = false;
  let i = skipSpace(text, 0);
  while (i < text.length) {
    TOKEN.lastIndex = i;
    const token = TOKEN.exec(text)?.[0];
    const top = open.at(-1);
    if (token === undefined) break;
    if (token === '}' || token === ']') {
      const closes = (token === '}' ? '{' : '[') === top;
      if (!closes || !(mayClose || expected === "',' or the closing bracket")) break;
      open.pop();
      expected = "',' or the closing bracket";
    } else if (expected === "':'") {
      if (token !== ':') break;
      expected = 'a value';
    } else if (expected === "',' or the closing bracket") {
      if (token !== ',' || top === undefined) break;
      expected = top === '{' ? 'a key in double quotes' : 'a value';
    } else if (expected === 'a key in double quotes') {
      if (!token.startsWith('"')) break;
      expected = "':'";
    } else if (token === '{' || token === '[') {
      open.push(token);
      expected = token === '{' ? 'a key in double quotes' : 'a value';
    } else {
      if (token === ',' || token === ':') break;
      expected = "',' or the closing bracket";
    }
    mayClose = token === '{' || token === '[';
    i = skipSpace(text, i + token.length);
  }
  const offset = Math.min(i, text.length);
  if (offset === text.length) {
    return { offset, found: `the end of the file after ${text.length} characters`, expected };
  }
  const nothingOpen = open.length === 0 && expected === "',' or the closing bracket";
  return {
    offset,
    found: JSON.stringify(text.slice(offset, offset + 12)),
    expected: nothingOpen ? 'the end of the file' : expected,
  };
}

/** How many keys a text has, or more: texts in it may look like keys. */
export function countKeys(text: string): number {
  // Not the escaped quotes of policies and dashboards, nor those that begin a part of an ARN.
  return text.match(/(?<![\\\s[,{:])"\s*:/g)?.length ?? 0;
}

/** Where a mapping repeats a key, of which `JSON.parse` keeps the last and says nothing. */
export function findDuplicateKeys(text: string): { offset: number; key: string }[] {
  const found: { offset: number; key: string }[] = [];
  const open: Set<string>[] = [];
  for (const { 0: token, 1: key, index } of text.matchAll(
    /[{}[\]]|("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"/g,
  )) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (key !== undefined) {
      if (open.at(-1)?.has(key)) found.push({ offset: index, key });
      open.at(-1)?.add(key);
    }
  }
  return found;
}

/** Line and column, from 1, of an offset. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let i = text.indexOf('\n'); i !== -1 && i < offset; i = text.indexOf('\n', i + 1)) {
    line += 1;
    start = i + 1;
  }
  return { line, column: offset - start + 1 };
}

/** The same by the offsets at which lines start. */
function placeOf(lineStarts: readonly number[], offset: number): { line: number; column: number } {
  let [low, high] = [0, lineStarts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
}
