/** Control characters but tabs and ends of lines, and marks that turn or hide writing. */
const STEERING =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * Without characters that steer a terminal or turn the direction of writing: names in templates must
 * not be able to make a report look like another one.
 */
export function printable(text: string): string {
  return text.replaceAll(STEERING, '�');
}

/** The same in one line, so that a name with an end of line in it cannot make lines of its own. */
export function oneLine(text: string): string {
  return printable(text).replaceAll(/\s*[\n\t]\s*/g, ' ');
}

/** A text as a text in HTML and XML, in elements and in attributes. */
export function escapeMarkup(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** JSON that says the same, and shows no characters that turn the direction of writing. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(
    STEERING,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
