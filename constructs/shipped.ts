import { readFileSync } from 'node:fs';
import { createRequire, findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';

/** What the package holds besides its code. */
export type ShippedFile = 'rds-ca.pem' | 'schema.js';

const made = new Map<ShippedFile, string>();

/**
 * The text of a file that goes to a function or an instance. Who installed the package has it in
 * `dist`; in the sources it is made when it is first asked for, with what only they have installed.
 */
export function shippedFile(name: ShippedFile): string {
  const text = made.get(name) ?? read(name);
  made.set(name, text);
  return text;
}

function read(name: ShippedFile): string {
  // In the bundles that are CommonJS, the build puts the file's name here.
  const here = import.meta.url;
  if (here.endsWith('.ts')) return createRequire(here)('../scripts/shipped.ts').shipped[name]();
  const folder = dirname(findPackageJSON('..', here) ?? '');
  return readFileSync(join(folder, 'dist/shipped', name), 'utf8');
}
