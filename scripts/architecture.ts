import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from '../lib/assembly/index.ts';
import { createApp } from '../lib/stacks/index.ts';
import { planFor, type StrategyName } from '../lib/strategies/index.ts';
import { ANSWERS, svgOf } from './architecture/svg.ts';
import {
  type Group,
  type RegionTopology,
  type Topology,
  topologyOf,
} from './architecture/topology.ts';
import { withGenerated } from './runbooks.ts';
import { configUnder, documented } from './sample.ts';

/**
 * Writes what docs/architecture.md shows of each strategy: a picture and a table, read from the
 * templates of the sample config as anybody's templates would be. A test compares.
 */
const docs = join(import.meta.dirname, '../docs');
const page = join(docs, 'architecture.md');
const { context } = JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8'));

/** The files of docs/ that are generated, by path, and the page with its generated part. */
export function generated(): Readonly<Record<string, string>> {
  const topologies = documented.map(({ name }) => ({ name, topology: topologyFor(name) }));
  const pictures = topologies.map(({ name, topology }) => [
    `architecture/${name}.svg`,
    svgOf(topology, `${name}: what is where, and what replicates`),
  ]);
  const sections = topologies.map(({ name, topology }) =>
    [`### ${name}`, `![${name}](architecture/${name}.svg)`, tableOf(topology)].join('\n\n'),
  );
  return {
    ...Object.fromEntries(pictures),
    'architecture.md': withGenerated(readFileSync(page, 'utf8'), {
      strategies: `${sections.join('\n\n')}\n`,
    }),
  };
}

/** The topology of the sample config under a strategy. */
export function topologyFor(strategy: StrategyName): Topology {
  const outdir = mkdtempSync(join(tmpdir(), 'evenkeel-architecture-'));
  try {
    createApp(planFor(configUnder(strategy)), {
      context,
      outdir,
      analyticsReporting: false,
    }).synth();
    return topologyOf(load([outdir]).graph);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function tableOf({ regions, links }: Topology): string {
  const cells = (region: RegionTopology) => [
    region.region,
    ANSWERS[region.answers],
    `${region.zones.length}`,
    range(region.service),
    range(region.workers),
    region.zones.flatMap(({ database }) => database).join(', '),
    `${region.cacheNodes}`,
    links
      .filter(({ to }) => to === region.region)
      .map(({ what }) => what)
      .join(', ') || 'nothing',
  ];
  const head = [
    'Region',
    'Role',
    'Zones',
    'Instances',
    'Workers',
    'Aurora',
    'Cache nodes',
    'Receives',
  ];
  const line = (row: readonly string[]) => `| ${row.map((cell) => cell || 'none').join(' | ')} |`;
  return [
    line(head),
    `|${head.map(() => '---|').join('')}`,
    ...regions.map((one) => line(cells(one))),
  ].join('\n');
}

function range(group: Group | undefined): string {
  return group === undefined ? '' : `${group.minimum} to ${group.maximum}`;
}

if (import.meta.main) {
  process.env.CDK_VALIDATION ??= 'false';
  mkdirSync(join(docs, 'architecture'), { recursive: true });
  for (const [file, text] of Object.entries(generated())) writeFileSync(join(docs, file), text);
}
