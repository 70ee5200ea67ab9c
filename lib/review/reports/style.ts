import { bold, cyan, dim, magenta, type Paint, plain, red, yellow } from '../../formats/index.ts';
import type { Kind } from './words.ts';

/** How words stand out. */
export type Style = Readonly<Record<Kind | 'bold' | 'dim', Paint>>;

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

/** For terminals. */
export const terminalStyle: Style = {
  error: red,
  warning: yellow,
  info: cyan,
  unknown: magenta,
  acknowledged: plain,
  bold,
  dim,
};
