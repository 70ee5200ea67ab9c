/** What is read from a page: enough of Markdown for the pages of this project. */

/** A command of a shell fence, with the comment that stands above it or above those before it. */
export interface Command {
  readonly words: readonly string[];
  readonly comment: string;
}

const FENCE = /^ *```(\w*)\n([\s\S]*?)^ *```$/gm;

/** The contents of the fences, of shells and others. */
export function fencesOf(page: string): string[] {
  return [...page.matchAll(FENCE)].map(([, , content = '']) => content);
}

/** The anchors of the headings, as GitHub makes them, without numbers for repeated ones. */
export function headingsOf(page: string): string[] {
  return [...page.replaceAll(FENCE, '').matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** The links to other pages and to places in the same one: no addresses. */
export function linksOf(page: string): string[] {
  return [
    ...page
      .replaceAll(FENCE, '')
      .replaceAll(/`[^`\n]*`/g, '')
      .matchAll(/\]\(([^)\s]+)\)/g),
  ]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link));
}

/** The commands of the shell fences, with continued lines joined. */
export function commandsOf(page: string): Command[] {
  return [...page.matchAll(FENCE)]
    .filter(([, language]) => language === 'sh')
    .flatMap(([, , content = '']) => {
      let comment = '';
      return content
        .replaceAll(/\\\n\s*/g, '')
        .split('\n')
        .flatMap((line) => {
          const text = line.trim();
          if (text.startsWith('#')) comment = text;
          return text === '' || text.startsWith('#') ? [] : [{ words: wordsOf(text), comment }];
        });
    });
}

/** Words as a shell splits them: what is quoted is one. */
function wordsOf(line: string): string[] {
  return line.match(/(?:"(?:\\.|[^"\\])*"|'[^']*'|[^\s"'])+/g) ?? [];
}
