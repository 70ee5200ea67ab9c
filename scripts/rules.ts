import { globSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Rule } from '../lib/review/rule.ts';
import { AREAS, areaOf } from '../lib/review/rules/areas.ts';

const folder = join(import.meta.dirname, '../lib/review/rules');

/** The list of all rules, written from the files beside it; a test compares. */
export const registryFile = join(folder, 'index.ts');

/** A rule, and where it is: `alb/deletion-protection.ts`. */
export interface RuleFile {
  readonly file: string;
  readonly rule: Rule;
}

/** Every file that exports a `rule`, by area, then by the number in the ID. */
export async function ruleFiles(): Promise<readonly RuleFile[]> {
  const files = globSync('*/*.ts', { cwd: folder }).map((file) => file.replaceAll('\\', '/'));
  const found = await Promise.all(
    files.map(async (file) => {
      const module = `../lib/review/rules/${file}`;
      const { rule } = (await import(module)) as { rule?: Rule };
      return rule === undefined ? [] : [{ file, rule }];
    }),
  );
  const areas = Object.keys(AREAS);
  const place = ({ rule }: RuleFile) =>
    areas.indexOf(areaOf(rule)) * 1000 + Number(rule.id.split('-')[2]);
  return found.flat().sort((a, b) => place(a) - place(b));
}

export function registryOf(files: readonly RuleFile[]): string {
  const imports = files
    .map(({ file }) => `import { rule as ${nameOf(file)} } from './${file}';`)
    .sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
  return `// Written by \`npm run docs\` from the files that export a rule.
import type { Rule } from '../rule.ts';
${imports.join('\n')}

/** All rules, area by area, in the order in which reports list them. */
export const rules: readonly Rule[] = [
${files.map(({ file }) => `  ${nameOf(file)},`).join('\n')}
];
`;
}

/** `alb/deletion-protection.ts` → `albDeletionProtection`. */
function nameOf(file: string): string {
  const words = `${dirname(file)}-${basename(file, '.ts')}`;
  return words.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function pathOf(line: string): string {
  return line.slice(line.indexOf("'"));
}

if (import.meta.main) writeFileSync(registryFile, registryOf(await ruleFiles()));
