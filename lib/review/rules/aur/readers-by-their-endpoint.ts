import {
  asString,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  referencesIn,
} from '../../../assembly/index.ts';
import { CONFIGURATION, CONFIGURED, type Configured, DB_CLUSTER } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, listed, pass } from '../../verdicts.ts';

/** Names of settings that are for reading: `READER_HOST`, `db-read-only`, `/shop/replica/host`. */
const READING = /(?:^|[^a-z])(?:read(?:er|ers|only|replica)?|replicas?|ro)(?:[^a-z]|$)/;

/** Only what code is configured with under a name that says so: other names tell nothing. */
export const rule: ResourceRule = {
  id: 'HA-AUR-17',
  consequence: 'readers carry nothing, and the writer all of the load',
  title: 'What is configured for reading leads to the readers of a cluster',
  rationale:
    'A setting for reads that has the writer’s endpoint sends them all to the writer: it is overloaded while the readers idle, and what was sized for both fails at a peak.',
  severity: 'warning',
  fix: 'Use ReadEndpoint.Address of the cluster for the setting.',
  wellArchitected: ['REL11-BP02'],
  controls: 'capacity',
  docs: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Overview.Endpoints.html',
  ],
  appliesTo: [DB_CLUSTER],
  check(cluster, { graph }) {
    const users = graph
      .referrers(cluster)
      .map(({ from }) => from)
      .filter(({ type }) => CONFIGURED.some((one) => one === type));
    const reading = [...new Set(users)].flatMap((user) =>
      settingsOf(graph, user)
        .filter(({ name }) => READING.test(wordsOf(name)))
        .flatMap(({ value }) => referencesIn(value))
        .filter(({ node }) => node === cluster)
        .map(({ attribute }) => ({ user, attribute })),
    );
    const wrong = reading.filter(({ attribute }) => attribute === 'Endpoint.Address');
    const right = reading.filter(({ attribute }) => attribute === 'ReadEndpoint.Address');
    if (wrong.length + right.length === 0) return undefined;
    const found = [...new Set((wrong.length > 0 ? wrong : right).map(({ user }) => user))];
    const evidence = evidenceOf(found, 'is configured with it');
    return wrong.length === 0
      ? pass('settings for reading have the endpoint of the readers', { evidence })
      : fail(`${listed(found)} reads by Endpoint.Address, the writer’s`, { evidence });
  },
};

interface Setting {
  readonly name: string;
  readonly value: Resolved;
}

/** What code is configured with: variables, lists of names and values, a parameter. */
function settingsOf(graph: ResourceGraph, user: ResourceNode): readonly Setting[] {
  const value = graph.get(user, ...CONFIGURATION[user.type as Configured]);
  const name = asString(graph.get(user, 'Name'));
  const own = name.state === 'known' ? [{ name: name.value, value }] : [];
  return [...(user.type === 'AWS::SSM::Parameter' ? own : []), ...settingsIn(value)];
}

function settingsIn(value: Resolved): readonly Setting[] {
  if (value.kind === 'list') return value.items.flatMap(settingsIn);
  if (value.kind !== 'mapping') return [];
  const [name, inner] = [value.entries.get('Name'), value.entries.get('Value')];
  const read = name && asString(name);
  const pair =
    read?.state === 'known' && inner !== undefined ? [{ name: read.value, value: inner }] : [];
  const entries = [...value.entries].map(([key, item]) => ({ name: key, value: item }));
  // What has parts is looked into: its own name says nothing of them.
  return [...pair, ...entries.filter(isPlain), ...entries.flatMap((one) => settingsIn(one.value))];
}

function isPlain({ value: { kind } }: Setting): boolean {
  return kind !== 'list' && kind !== 'mapping';
}

/** `dbReadOnlyHost` as `db-read-only-host`. */
function wordsOf(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
}
