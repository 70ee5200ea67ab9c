import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** What `npm pack` would publish, but for what a build adds. */
const files: readonly string[] = JSON.parse(
  execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }),
)[0].files.map(({ path }: { readonly path: string }) => path);

test.each(files.filter((file) => file.endsWith('.md')))('%s links to what is published', (page) => {
  const dead = [...readFileSync(join(root, page), 'utf8').matchAll(/\]\(([^)#\s]+)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => normalize(join(dirname(page), link, '.')).replace(/\/$/, ''))
    .filter((target) => !files.some((file) => `${file}/`.startsWith(`${target}/`)));
  expect(dead).toEqual([]);
});
