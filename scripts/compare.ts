import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { profileOf } from '../bin/profile.ts';
import { createApp } from '../lib/stacks/index.ts';
import { planFor } from '../lib/strategies/index.ts';
import { type Fault, OTHER_STACK, of } from './compare/edits.ts';
import { FAULTS } from './compare/faults.ts';
import type { Findings, Template } from './compare/tools.ts';
import { withGenerated } from './runbooks.ts';
import { sample } from './sample.ts';

/**
 * Breaks the sample architecture in one place after the other, and asks each tool whether it sees
 * more than before. Writes the figures into docs/comparison.md and the README, where all of the
 * tools are installed.
 */
process.env.CDK_VALIDATION ??= 'false';
const {
  cdkNag,
  cfnLint,
  cfnLintVersion,
  cloudFormationValidate,
  cloudFormationValidateVersion,
  evenkeel,
  versionOf,
} = await import('./compare/tools.ts');
const { context } = JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8'));

/**
 * The templates of the sample, and what they are reviewed against: an objective is among it, since
 * what misses it is a fault only then.
 */
export function architecture() {
  const regionLoss = { rtoMinutes: 20, rpoMinutes: 1 };
  const plan = planFor({ ...sample, objectives: { ...sample.objectives, regionLoss } });
  const app = createApp(plan, { context, analyticsReporting: false });
  const templates = app.synth().stacksRecursively.map(
    (stack): Template => ({
      name: stack.stackName,
      region: stack.environment.region,
      terminationProtection: stack.terminationProtection ?? false,
      body: stack.template,
    }),
  );
  return { templates, profile: profileOf(plan) };
}

/** The templates that a fault is put into: with what it is a fault of. */
export function withoutFault(templates: readonly Template[], { given }: Fault): Template[] {
  if (given === undefined) return [...templates];
  const data = templates.find(({ name }) => name.endsWith('eu-west-1-data'));
  if (data === undefined) throw new Error('no stack of data');
  const [group] = of(data.body.Resources, 'RDS::DBSubnetGroup');
  const body = { Resources: given(structuredClone(group?.Properties.SubnetIds)) };
  return [...templates, { ...data, name: `evenkeel-${OTHER_STACK}`, body: plain(body) }];
}

/** The templates with a fault in one of them: the others are those that are given. */
export function withFault(templates: readonly Template[], fault: Fault): Template[] {
  const all = withoutFault(templates, fault);
  const at = all.findIndex(({ name }) => name.endsWith(fault.stack));
  const sound = all[at];
  if (sound === undefined) throw new Error(`no stack ${fault.stack}`);
  const broken = structuredClone(sound);
  fault.edit(broken.body.Resources);
  forgetRemoved(broken.body);
  return all.with(at, plain(broken));
}

/** A copy as its JSON says it: what is undefined is not there. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

/** Whoever removes a resource removes what is said of it, too: it is one fault, not two. */
function forgetRemoved({ Resources, Outputs = {} }: Template['body']): void {
  for (const resource of Object.values(Resources)) {
    const { DependsOn } = resource;
    if (DependsOn !== undefined) {
      resource.DependsOn = [DependsOn].flat().filter((id: string) => id in Resources);
    }
  }
  for (const [name, output] of Object.entries(Outputs)) {
    const [, id] = /"(?:Ref|Fn::GetAtt)":\[?"([A-Za-z0-9]+)"/.exec(JSON.stringify(output)) ?? [];
    if (id !== undefined && !(id in Resources) && !id.startsWith('AWS')) delete Outputs[name];
  }
}

interface Row {
  readonly fault: Fault;
  /** Whether each tool found something new; undefined: it is not installed. */
  readonly found: readonly (boolean | undefined)[];
}

function compare(folder: string): { rows: Row[]; cfnLintVersion: string | undefined } {
  const { templates, profile } = architecture();
  const write = (label: string, { name, body }: Template) => {
    const file = join(folder, `${label}-${name}.json`);
    writeFileSync(file, JSON.stringify(body));
    return file;
  };
  const cases = FAULTS.map((fault, index) => {
    const sound = withoutFault(templates, fault);
    const all = withFault(templates, fault);
    const at = all.findIndex(({ name }) => name.endsWith(fault.stack));
    const [before, after] = [sound[at], all[at]];
    if (before === undefined || after === undefined) throw new Error(fault.stack);
    return {
      fault,
      sound,
      all,
      region: after.region,
      before: write(fault.given ? `${index}-before` : 'before', before),
      after: write(`${index}`, after),
    };
  });
  const linted = cfnLint([...new Set(cases.flatMap(({ before, after }) => [before, after]))]);
  const reviewed = evenkeel(templates, profile);
  const rows = cases.map(({ fault, sound, all, region, before, after }) => ({
    fault,
    found: [
      isNew(evenkeel(all, profile), fault.given ? evenkeel(sound, profile) : reviewed),
      isNew(cdkNag(after, region), cdkNag(before, region)),
      isNew(cloudFormationValidate(after), cloudFormationValidate(before)),
      linted && isNew(linted.get(after), linted.get(before)),
    ],
  }));
  return { rows, cfnLintVersion: linted && cfnLintVersion() };
}

function isNew(after: Findings = new Set(), before: Findings = new Set()): boolean {
  return [...after].some((finding) => !before.has(finding));
}

const KINDS = { availability: 'Availability', security: 'Security', validity: 'Validity' } as const;

/** The table of all faults. */
function table(tools: readonly string[], rows: readonly Row[]): string {
  return [
    `| Fault | ${tools.join(' | ')} |`,
    `|---|${tools.map(() => '---|').join('')}`,
    ...rows.map(
      ({ fault, found }) =>
        `| ${KINDS[fault.kind]}: ${titleOf(fault)} | ${found.map((one) => (one ? 'yes' : '')).join(' | ')} |`,
    ),
  ].join('\n');
}

/** The name of a fault, with where it was published. */
function titleOf({ name, source }: Fault): string {
  return source === undefined ? name : `[${name}](${source})`;
}

/** How many faults of each kind each tool finds. */
function totals(tools: readonly string[], rows: readonly Row[]): string {
  const kinds = Object.keys(KINDS) as Fault['kind'][];
  const own = (kind: Fault['kind']) => rows.filter(({ fault }) => fault.kind === kind);
  const heads = kinds.map((kind) => `${KINDS[kind]}, of ${own(kind).length}`);
  const cells = (tool: number) =>
    kinds.map((kind) => own(kind).filter(({ found }) => found[tool]).length).join(' | ');
  return [
    `| Tool | ${heads.join(' | ')} |`,
    `|---|${kinds.map(() => '---|').join('')}`,
    ...tools.map((tool, index) => `| ${tool} | ${cells(index)} |`),
  ].join('\n');
}

if (import.meta.main) {
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-compare-'));
  try {
    const { rows, cfnLintVersion } = compare(folder);
    const tools = [
      'evenkeel review',
      `cdk-nag ${versionOf('cdk-nag')}, four packs`,
      `CloudFormation Validate ${cloudFormationValidateVersion}`,
      `cfn-lint ${cfnLintVersion ?? '(not installed)'}`,
    ];
    const summary = totals(tools, rows);
    console.log(summary);
    if (cfnLintVersion === undefined) {
      console.log('docs/comparison.md is left as it is: cfn-lint is not installed');
    } else {
      const pages: Readonly<Record<string, Readonly<Record<string, string>>>> = {
        'docs/comparison.md': { totals: `${summary}\n`, faults: `${table(tools, rows)}\n` },
        'README.md': { comparison: `${summary}\n` },
      };
      for (const [page, parts] of Object.entries(pages)) {
        const file = join(import.meta.dirname, '..', page);
        writeFileSync(file, withGenerated(readFileSync(file, 'utf8'), parts));
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
