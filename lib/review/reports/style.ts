import type { Kind } from './words.ts';

/** How words stand out. */
export type Style = Readonly<Record<Kind | 'bold' | 'dim', (text: string) => string>>;

const plain = (text: string) => text;

/** For files and pipes. */
export const plainStyle: Style = {
  error: plain,
  warning: plain,
  info: plain,
  unknown: plain,
  acknowledged: plain,
  bold: plain,
  dim: plain,
};

const sgr = (on: number, off: number) => (text: string) => `\u001b[${on}m${text}\u001b[${off}m`;

/** For terminals. */
export const terminalStyle: Style = {
  error: sgr(31, 39),
  warning: sgr(33, 39),
  info: sgr(36, 39),
  unknown: sgr(35, 39),
  acknowledged: plain,
  bold: sgr(1, 22),
  dim: sgr(2, 22),
};
