/** How a word stands out. */
export type Paint = (text: string) => string;

/** Not at all: for files and pipes. */
export const plain: Paint = (text) => text;

const sgr =
  (on: number, off: number): Paint =>
  (text) =>
    `\u001b[${on}m${text}\u001b[${off}m`;

/** For terminals. */
export const red = sgr(31, 39);
export const green = sgr(32, 39);
export const yellow = sgr(33, 39);
export const magenta = sgr(35, 39);
export const cyan = sgr(36, 39);
export const bold = sgr(1, 22);
export const dim = sgr(2, 22);
