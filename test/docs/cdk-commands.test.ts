import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const pages = globSync(['*.md', '{docs,constructs,examples}/**/*.md'], { cwd: root });

/** The commands that name stacks, in fences and in sentences, with continued lines joined. */
function commandsOf(page: string, command: 'deploy' | 'destroy'): string[] {
  const text = readFileSync(join(root, page), 'utf8').replaceAll(/\\\n\s*/g, '');
  return [...text.matchAll(/\bcdk (deploy|destroy)\b[^`\n]*/g)]
    .filter(([, verb]) => verb === command)
    .map(([line]) => line)
    .filter((line) => /[/*]/.test(line));
}

/**
 * Without it the CDK destroys whatever depends on the stack, and deploys whatever the stack depends
 * on. The services depend on each other across Regions, so that would be the Region that serves.
 */
const alone = (line: string) => line.includes(' --exclusively');

describe('stacks are taken alone', () => {
  test.each(['deploy', 'destroy'] as const)('by every cdk %s that names some', (command) => {
    const commands = pages.flatMap((page) => commandsOf(page, command));
    // Who takes all of them, takes none that is not named.
    const named = commands.filter((line) => !line.includes("'**'"));
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((line) => !alone(line))).toEqual([]);
  });
});
