import { existsSync } from 'node:fs';

/** Where Debian and others install Chromium; undefined: there is none on this machine. */
export const CHROMIUM = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));
