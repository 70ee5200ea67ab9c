export { escapeMarkup, oneLine, printable, safeJson } from './escape.ts';
export { type HtmlSection, htmlContents, htmlPage, htmlSection, htmlTable } from './html.ts';
export { PAGE_STYLE } from './html-style.ts';
export { type JunitCase, junitXml } from './junit.ts';
export { cell, code, fold, markdownTable } from './markdown.ts';
export { relativePath } from './paths.ts';
export { bold, cyan, dim, green, magenta, type Paint, plain, red, yellow } from './terminal.ts';
export { VERSION } from './version.ts';
