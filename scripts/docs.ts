import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BEST_PRACTICES,
  type BestPractice,
  CONTROLS,
  type ControlFamily,
  FRAMEWORKS,
  type Framework,
  WELL_ARCHITECTED_EDITION,
} from '../lib/review/frameworks.ts';
import type { Rule } from '../lib/review/rule.ts';
import { AREAS, areaOf } from '../lib/review/rules/areas.ts';
import { rules } from '../lib/review/rules/index.ts';
import { omitted } from '../lib/review/rules/omitted.ts';
import { SOURCES } from './controls.ts';

/** Writes docs/rules.md from the rules; a test compares. */
export const rulesFile = join(import.meta.dirname, '../docs/rules.md');

export function rulesPage(): string {
  const areas = Map.groupBy(rules, areaOf);
  const count = (severity: string) => rules.filter((rule) => rule.severity === severity).length;
  const left = Object.entries(omitted);
  const sections = [
    '<!-- Written by `npm run docs` from lib/review/rules. -->',
    '# Rules for high availability',
    `${rules.length} rules judge CloudFormation templates, whoever wrote them: ${count('error')} errors, ${count('warning')} warnings, ${count('info')} for information. \`evenkeel review PATH…\` applies them to templates and cloud assemblies, \`HighAvailabilityChecks\` to a CDK app at synthesis.`,
    'Each result is pass, fail or unknown. What a template leaves to the deployment is unknown, and reported as such; a condition is judged both ways, and a failure names the side; a parameter counts as its default, and the result names the parameter.',
    [...areas]
      .map(([area, own]) => `- [${AREAS[area]}](#${anchor(AREAS[area])}): ${own.length}`)
      .join('\n'),
    ...[...areas].flatMap(([area, own]) => [`## ${AREAS[area]}`, ...own.map(ruleSection)]),
    '## Frameworks',
    `Best practices are those of the [Reliability Pillar](https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/welcome.html) of ${WELL_ARCHITECTED_EDITION}; other editions number them differently.`,
    bestPracticeTable(),
    'Rules of one kind serve the same controls:',
    controlTable(),
    '## Controls of others',
    'What AWS Config, Security Hub, Trusted Advisor, Prowler and Checkov ask of availability, with the rules that judge the same in a template, before anything is deployed, or why none does.',
    ...SOURCES.flatMap(({ name, from, controls }) => [
      `### ${name}`,
      `Read from [${new URL(from).hostname}](${from}).`,
      elsewhereTable(controls),
    ]),
    ...(left.length === 0
      ? []
      : ['## Left out', left.map(([id, reason]) => `- ${id}: ${reason}`).join('\n')]),
  ];
  return `${sections.join('\n\n')}\n`;
}

function ruleSection(rule: Rule): string {
  const { id, title, severity, rationale, fix, docs, wellArchitected, controls } = rule;
  const level = rule.onlyInProduction ? `${severity} · only in production` : severity;
  const links = docs.map((url, i) => `[AWS${docs.length > 1 ? ` ${i + 1}` : ''}](${url})`);
  const mapped = [...wellArchitected, ...(controls === undefined ? [] : [controls])];
  return [
    `### ${id}`,
    `**${plain(title)}.** ${plain(rationale)}`,
    `Fix: ${plain(fix)}`,
    `${level} · ${mapped.join(', ')} · ${links.join(', ')}`,
  ].join('\n\n');
}

function bestPracticeTable(): string {
  const used = new Set(rules.flatMap(({ wellArchitected }) => wellArchitected));
  const rows = (Object.entries(BEST_PRACTICES) as [BestPractice, string][])
    .filter(([id]) => used.has(id))
    .map(([id, title]) => {
      const own = rules.filter(({ wellArchitected }) => wellArchitected.includes(id));
      return `| ${id} | ${title} | ${own.map(linkTo).join(', ')} |`;
    });
  return ['| | Best practice | Rules |', '|---|---|---|', ...rows].join('\n');
}

function controlTable(): string {
  const frameworks = Object.entries(FRAMEWORKS) as [Framework, string][];
  const rows = (Object.keys(CONTROLS) as ControlFamily[]).map((family) => {
    const controls: Partial<Record<Framework, readonly string[]>> = CONTROLS[family];
    const cells = frameworks.map(([framework]) => (controls[framework] ?? []).join(', '));
    const own = rules.filter((rule) => rule.controls === family);
    return `| ${[family, ...cells, own.length].join(' | ')} |`;
  });
  const head = `| | ${frameworks.map(([, name]) => name).join(' | ')} | Rules |`;
  return [head, `|---|${frameworks.map(() => '---|').join('')}---|`, ...rows].join('\n');
}

function elsewhereTable(controls: (typeof SOURCES)[number]['controls']): string {
  const rows = Object.entries(controls).map(([control, found]) => {
    const cell =
      typeof found === 'string'
        ? `none: ${plain(found)}`
        : found.map((id) => linkTo({ id })).join(', ');
    return `| \`${control}\` | ${cell} |`;
  });
  return ['| Control | Rules |', '|---|---|', ...rows].join('\n');
}

function linkTo({ id }: { readonly id: string }): string {
  return `[${id.replace('HA-', '')}](#${anchor(id)})`;
}

function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
}

/** Texts of rules are plain: nothing in them is markup. */
function plain(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>|]/g, '\\$&');
}

if (import.meta.main) writeFileSync(rulesFile, rulesPage());
