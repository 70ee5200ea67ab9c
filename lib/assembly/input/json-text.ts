import type { PathSegment } from '../json.ts';

/**
 * JSON is parsed by `JSON.parse`, which keeps no positions. These find one when it is asked for:
 * the offset of a key or list item, and the offset of the first syntax error.
 */

/** Offset of the deepest part of `path` that is there: of a key, or of a list item. */
export function findInJson(text: string, path: readonly PathSegment[]): number {
  let at = skipSpace(text, 0);
  let found = at;
  for (const segment of path) {
    const next =
      typeof segment === 'number' ? findItem(text, at, segment) : findKey(text, at, segment);
    if (next === undefined) return found;
    found = next.start;
    at = next.value;
  }
  return found;
}

interface Found {
  /** Where the key or the item begins. */
  readonly start: number;
  /** Where its value begins. */
  readonly value: number;
}

function findKey(text: string, at: number, key: string): Found | undefined {
  if (text[at] !== '{') return undefined;
  let found: Found | undefined;
  let i = skipSpace(text, at + 1);
  while (text[i] === '"') {
    const start = i;
    i = skipString(text, i);
    const name: unknown = JSON.parse(text.slice(start, i));
    const value = skipSpace(text, skipSpace(text, i) + 1);
    // Like JSON.parse, the last of several equal keys counts.
    if (name === key) found = { start, value };
    i = nextEntry(text, value);
  }
  return found;
}

function findItem(text: string, at: number, index: number): Found | undefined {
  if (text[at] !== '[') return undefined;
  let i = skipSpace(text, at + 1);
  for (let n = 0; i < text.length && text[i] !== ']'; n++) {
    if (n === index) return { start: i, value: i };
    i = nextEntry(text, i);
  }
  return undefined;
}

function nextEntry(text: string, value: number): number {
  const end = skipSpace(text, skipValue(text, value));
  return text[end] === ',' ? skipSpace(text, end + 1) : end;
}

function skipValue(text: string, at: number): number {
  if (text[at] === '"') return skipString(text, at);
  let depth = 0;
  let i = at;
  for (; i < text.length; i++) {
    const c = text[i];
    if (c === '"') i = skipString(text, i) - 1;
    else if (c === '{' || c === '[') depth += 1;
    else if (c === '}' || c === ']') {
      if (depth <= 1) return depth === 1 ? i + 1 : i;
      depth -= 1;
    } else if (c === ',' && depth === 0) return i;
  }
  return i;
}

function skipString(text: string, at: number): number {
  let i = at + 1;
  while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i + 1;
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
