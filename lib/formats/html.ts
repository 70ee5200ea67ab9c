/** A page without scripts and without anything to load: for reviewers, auditors and archives. */
export function htmlPage({
  title,
  style,
  body,
  footer,
}: {
  readonly title: string;
  readonly style: string;
  /** Its parts; those that are empty are left out. */
  readonly body: readonly string[];
  readonly footer: string;
}): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
${body.filter((part) => part !== '').join('\n')}
</main>
<footer>${footer}</footer>
</body>
</html>
`;
}

/** A part of a page with a heading of its own. */
export interface HtmlSection {
  readonly id: string;
  readonly title: string;
  readonly html: string;
}

export function htmlSection({ id, title, html }: HtmlSection): string {
  return `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>\n${html}\n</section>`;
}

/** Links to the sections of a page. */
export function htmlContents(sections: readonly HtmlSection[]): string {
  const links = sections.map(({ id, title }) => `<li><a href="#${id}">${title}</a></li>`);
  return `<nav aria-label="Contents"><ul>${links.join('')}</ul></nav>`;
}

/**
 * A table of cells that are HTML already; nothing if there are no rows. Where it is wider than the
 * screen it scrolls by keyboard as well, for which it has a name.
 */
export function htmlTable(
  name: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  if (rows.length === 0) return '';
  const columns = head.map((title) =>
    title === '' ? '<td></td>' : `<th scope="col">${title}</th>`,
  );
  const lines = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`);
  return `<div class="table" role="group" tabindex="0" aria-label="${name}"><table><thead><tr>${columns.join('')}</tr></thead>\n<tbody>${lines.join('\n')}</tbody></table></div>`;
}
