import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { apiPage } from '../../scripts/api-docs.ts';
import { extractDeclarations } from '../../scripts/declarations.ts';

const surface = readFileSync(join(import.meta.dirname, '../../api-surface.txt'), 'utf8');
const publicNames = [...surface.matchAll(/^ +(\w+)$/gm)].map(([, name = '']) => name);

// Two compilers run for it, which takes its time on a loaded machine.
test('every public name and member is documented, and on the page about the API', {
  timeout: 180_000,
}, () => {
  // Throws for names, members and parameter types without documentation.
  const page = apiPage(extractDeclarations().entryPoints);

  const shown = new Set(
    [...page.matchAll(/^#{4} \w+ (\w+)|^`(\w+)`.*:$/gm)].map((m) => m[1] ?? m[2]),
  );
  expect(publicNames.length).toBeGreaterThan(100);
  expect(publicNames.filter((name) => !shown.has(name))).toEqual([]);
});
