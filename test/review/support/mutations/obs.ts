import { anywhere, liveElsewhere, sharesTraffic } from '../../../support/plans.ts';
import { type Also, edit, type Mutation, remove, set } from './mutation.ts';

const operations = 'eu-west-1-operations';
const data = 'eu-west-1-data';
const service = 'eu-west-1-service';
const foundation = 'eu-west-1-foundation';
const alarm = (name: string) => `${operations}/Observability${name}`;

/** In an active-active set the other Region relies on this one as well, and watches the same. */
function unwatched(on: string): Also {
  return {
    rule: 'HA-OBS-6',
    on,
    why: 'the other Region watches its own',
    in: sharesTraffic,
  };
}

/** Properties with each object in them replaced, or left out where it becomes undefined. */
function each(
  change: (inner: Record<string, unknown>) => unknown,
): (properties: unknown) => unknown {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk).filter((item) => item !== undefined);
    if (typeof value !== 'object' || value === null) return value;
    const inner = change(value as Record<string, unknown>);
    if (inner === undefined || inner !== value) return inner;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item)]));
  };
  return walk;
}

export const obs: readonly Mutation[] = [
  {
    rule: 'HA-OBS-1',
    breaks: 'an alarm tells nobody',
    in: anywhere,
    at: alarm('CacheMemory'),
    change: set('Properties/AlarmActions', []),
  },
  {
    rule: 'HA-OBS-1',
    breaks: 'the actions of an alarm are switched off',
    in: anywhere,
    at: alarm('QueueWorkersShortfall'),
    change: set('Properties/ActionsEnabled', false),
  },
  {
    rule: 'HA-OBS-2',
    breaks: 'no alarm looks at the load balancer',
    in: anywhere,
    at: 'eu-west-1-(operations/Observability|service/ServiceGroupDeployment)*',
    change: edit(
      'Properties',
      each((one) => (one.Name === 'LoadBalancer' ? undefined : one)),
    ),
    found: [`${service}/ServiceLoadBalancer`],
    also: [
      {
        rule: 'HA-OBS-5',
        on: `${service}/ServiceLoadBalancer`,
        why: 'those of its zones do not look at it either',
      },
      unwatched(`${service}/ServiceLoadBalancer`),
    ],
  },
  {
    rule: 'HA-OBS-2',
    breaks: 'no alarm looks at the database',
    in: anywhere,
    at: alarm('Database*'),
    change: remove(),
    found: [`${data}/Database`],
    also: [unwatched(`${data}/Database`)],
  },
  {
    rule: 'HA-OBS-2',
    breaks: 'nobody hears of a reader that falls behind',
    in: anywhere,
    at: alarm('DatabaseReplicaLag'),
    change: remove(),
    found: [`${data}/Database`],
    also: [unwatched(`${data}/Database`)],
  },
  {
    rule: 'HA-OBS-2',
    breaks: 'no alarm looks at the cache',
    in: anywhere,
    at: alarm('Cache*'),
    change: remove(),
    found: [`${data}/Cache`],
    also: [unwatched(`${data}/Cache`)],
  },
  {
    rule: 'HA-OBS-2',
    breaks: 'nobody hears of a table that turns requests away',
    in: anywhere,
    at: alarm('Table*'),
    change: remove(),
    found: [`${data}/Sessions`],
  },
  {
    rule: 'HA-OBS-6',
    breaks: 'the other Region does not watch its cache as this one does',
    in: liveElsewhere,
    at: '<other>-operations/ObservabilityCacheMemory',
    change: remove(),
    found: ['<other>-data/Cache'],
  },
  {
    rule: 'HA-OBS-3',
    breaks: 'silence of what must always report is no alarm',
    in: anywhere,
    at: alarm('InstancesHealthy'),
    change: remove('Properties/TreatMissingData'),
  },
  {
    rule: 'HA-OBS-3',
    breaks: 'silence of Route 53 is no alarm',
    in: liveElsewhere,
    at: 'global/HealthCheckseuwest1',
    change: remove('Properties/TreatMissingData'),
  },
  {
    rule: 'HA-OBS-4',
    breaks: 'nobody is paged',
    in: anywhere,
    at: `${foundation}/AlertsPageSubscription0`,
    change: remove(),
    found: [`${foundation}/AlertsPage`],
  },
  {
    rule: 'HA-OBS-4',
    breaks: 'nobody gets the tickets',
    in: anywhere,
    at: `${foundation}/AlertsTicketSubscription0`,
    change: remove(),
    found: [`${foundation}/AlertsTicket`],
  },
  {
    rule: 'HA-OBS-5',
    breaks: 'no alarm tells one zone from another',
    in: anywhere,
    at: alarm('*'),
    change: edit(
      'Properties',
      each((one) => (one.Name === 'AvailabilityZone' ? undefined : one)),
    ),
    found: [`${service}/ServiceLoadBalancer`],
  },
];
