import type { YAMLError } from 'yaml';

/**
 * Other parsers that templates are written for take quoted texts and flow collections that go on at
 * the margin, which YAML itself does not: dashboards and policies pasted as JSON look like that.
 * Indentation means nothing inside of either, so that indenting what follows is the same document
 * with the same lines.
 */
export function indentedAt(text: string, errors: readonly YAMLError[]): string | undefined {
  for (const { code, message, pos } of errors) {
    const [offset] = pos;
    const isQuote = code === 'MISSING_CHAR' && message.startsWith('Missing closing');
    const isFlow = code === 'BAD_INDENT' && message.startsWith('Flow');
    if (!isQuote && !isFlow) continue;
    const start = isQuote ? openQuote(text, offset) : openBracket(text, offset);
    const end = start === undefined ? undefined : endOf(text, start);
    if (start === undefined || end === undefined) continue;
    const inside = text.slice(start, end);
    const column = start - text.lastIndexOf('\n', start);
    const indented = inside.replaceAll(/\n(?=[ \t]*\S)/g, `\n${' '.repeat(column)}`);
    if (indented !== inside) return text.slice(0, start) + indented + text.slice(end);
  }
  return undefined;
}

/** Where the quoted text begins that is cut off at an offset: after a space, a tag or a bracket. */
function openQuote(text: string, offset: number): number | undefined {
  for (let at = offset; at >= 0; at--) {
    const isQuote = text[at] === "'" || text[at] === '"';
    if (isQuote && /^$|[\s[{,:]/.test(text[at - 1] ?? '')) return at;
  }
  return undefined;
}

/** The innermost bracket that is open at an offset. */
function openBracket(text: string, offset: number): number | undefined {
  let closed = 0;
  for (let at = offset - 1; at >= 0; at--) {
    const character = text.charAt(at);
    if ('}]'.includes(character)) closed += 1;
    else if ('{['.includes(character) && closed-- === 0) return at;
  }
  return undefined;
}

/** The end of the quoted text or the flow collection that begins at an offset. */
function endOf(text: string, start: number): number | undefined {
  const open = text.charAt(start);
  if (open === "'" || open === '"') return quoteEnd(text, start);
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    const isValue = /[\s[{,:]/.test(text.charAt(at - 1));
    if ((character === "'" || character === '"') && isValue) {
      const end = quoteEnd(text, at);
      if (end === undefined) return undefined;
      at = end - 1;
    } else if ('{['.includes(character)) depth += 1;
    else if ('}]'.includes(character) && --depth === 0) return at + 1;
  }
  return undefined;
}

function quoteEnd(text: string, start: number): number | undefined {
  const quote = text.charAt(start);
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote === '"' && character === '\\') at += 1;
    else if (character === quote) {
      if (quote === "'" && text[at + 1] === "'") at += 1;
      else return at + 1;
    }
  }
  return undefined;
}
