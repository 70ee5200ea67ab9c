import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from '../lib/assembly/index.ts';
import { declaredIn } from '../lib/resilience/inputs/declaration.ts';
import { outcomeOf } from '../lib/resilience/outcome.ts';
import { KINDS } from '../lib/resilience/parts/index.ts';
import { predict, UNKNOWN_TYPES } from '../lib/resilience/predict.ts';
import type { ScenarioPrediction } from '../lib/resilience/prediction.ts';
import { duration, outcomeText, spanText } from '../lib/resilience/reports/words.ts';
import { createApp } from '../lib/stacks/index.ts';
import { type Plan, planFor, type StrategyName } from '../lib/strategies/index.ts';
import { withGenerated } from './runbooks.ts';
import { configUnder, documented } from './sample.ts';

/**
 * Writes what the loss of a Region comes to with each strategy, as predicted from the templates of the
 * sample config, and which types predictions know; a test compares.
 */
const root = join(import.meta.dirname, '..');

/** The pages with their generated parts. */
export function pages(): Readonly<Record<string, string>> {
  const all = documented.map(({ name }) => ({ name, ...lossOfFirstRegion(name) }));
  const parts = {
    'README.md': { strategies: overview(all) },
    'docs/strategies.md': { predictions: predictions(all) },
    'docs/predict.md': { types: knownTypes() },
  };
  return Object.fromEntries(
    Object.entries(parts).map(([page, own]) => [
      page,
      withGenerated(readFileSync(join(root, page), 'utf8'), own),
    ]),
  );
}

interface Loss {
  readonly name: StrategyName;
  readonly plan: Plan;
  readonly paths: ScenarioPrediction['paths'];
}

function lossOfFirstRegion(strategy: StrategyName): Omit<Loss, 'name'> {
  const plan = planFor(configUnder(strategy));
  const outdir = mkdtempSync(join(tmpdir(), 'evenkeel-predictions-'));
  try {
    createApp(plan, { analyticsReporting: false, outdir }).synth();
    const { graph, declaration } = load([outdir]);
    const { given } = declaredIn(declaration, graph);
    const scenario = `region-loss:${plan.regions[0]?.region}`;
    const [lost] = predict(graph, { given, scenarios: [scenario] }).scenarios;
    return { plan, paths: lost?.paths ?? {} };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function overview(all: readonly Loss[]): string {
  const rows = all.map(({ name, plan, paths }) => [
    `\`${name}\``,
    plan.regions.every(({ role }) => role === 'active') ? 'all' : '1',
    waiting(plan),
    recovery(paths),
  ]);
  const head = ['Strategy', 'Regions that serve', 'What waits in the others', 'Loss of a Region'];
  return table([head, ...rows]);
}

function waiting({ regions }: Plan): string {
  const [, other] = regions;
  if (other === undefined) return 'nothing';
  if (other.role === 'active') return 'nothing waits';
  if (other.service === undefined) return 'copies of backups';
  const { minimum } = other.service.compute;
  return minimum === 0 ? 'live data, no instances' : 'live data, a fraction of the instances';
}

function recovery({ reads, writes }: Loss['paths']): string {
  const written = writes && outcomeOf(writes, 'by hand');
  if (!written?.rto || !written.rpo) return 'it waits for the Region to return';
  const first = reads?.rto?.typical ?? written.rto.typical;
  const early = first < written.rto.typical ? `, first reads ${duration(first)}` : '';
  return `RTO ${spanText(written.rto)}${early}; RPO at most ${duration(written.rpo.longest)}`;
}

function predictions(all: readonly Loss[]): string {
  const rows = all.map(({ name, paths }) => [
    `\`${name}\``,
    ...(['reads', 'writes', 'async'] as const).map((path) => {
      const own = paths[path];
      return own === undefined ? '' : outcomeText(path, own);
    }),
  ]);
  return table([['When the first Region is lost', 'Reads', 'Writes', 'Messages'], ...rows]);
}

/** Types that predictions know, and those that they name as unknown. */
export function knownTypes(): string {
  const known = [...new Set(KINDS.flatMap(({ types }) => types))].sort();
  const list = (types: readonly string[]) => types.map((type) => `\`${type}\``).join(', ');
  return `${list(known)}\n\nWhat serves or holds data and is not among them is named, as not known: ${list(UNKNOWN_TYPES)}\n`;
}

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return `${[line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n')}\n`;
}

if (import.meta.main) {
  for (const [page, text] of Object.entries(pages())) writeFileSync(join(root, page), text);
}
