import { printable } from './escape.ts';

/** Rows per table: a comment on a pull request holds 65,536 characters. */
const MAX_ROWS = 60;

/** A table of cells that are Markdown already. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  max = MAX_ROWS,
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const shown = rows.slice(0, max).map(line);
  const more = rows.length > max ? [`\n${rows.length - max} more are in the other reports.`] : [];
  return [line(head), line(head.map(() => '---')), ...shown, ...more].join('\n');
}

/** What is folded until somebody opens it; nothing where there is nothing to count. */
export function fold(summary: string, count: number, body: () => string): string {
  if (count === 0) return '';
  return `<details><summary>${cell(summary)}</summary>\n\n${body()}\n\n</details>`;
}

/**
 * A text that says what it says, inside a table. GitHub makes links of addresses and mentions as well,
 * also of characters that are written as entities, but not across a comment.
 */
export function cell(text: string): string {
  return printable(text)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_{}[\]<>|~#@&]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll(/:(?=\/\/)|ww(?=w\.)|&#64;|(?<=mailto|xmpp):/gi, '$&<!-- -->');
}

/** The same as code, in which nothing is markup but the delimiters, and of the table the pipe. */
export function code(text: string): string {
  const flat = printable(text).replaceAll(/\s+/g, ' ').replaceAll('`', "'").replaceAll('|', '¦');
  return `\`${flat}\``;
}
