import {
  asNumber,
  asString,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
} from '../../../assembly/index.ts';
import { domainKey, endpointsAt, isHandedOut, listenersOf, textOf } from '../../../aws/index.ts';
import type { ResourceRule, Verdict } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';
import { answersOf } from './answers.ts';

const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

/** The types of checks that ask an endpoint, and the port of each without one of its own. */
const PORTS: Readonly<Record<string, number | undefined>> = {
  HTTP: 80,
  HTTP_STR_MATCH: 80,
  HTTPS: 443,
  HTTPS_STR_MATCH: 443,
  TCP: undefined,
};

export const rule: ResourceRule = {
  id: 'HA-DNS-16',
  consequence: 'the health check tells nothing of what serves',
  title: 'A health check of a load balancer is answered by its targets',
  rationale:
    'A redirect or a fixed response of a listener comes from the load balancer: 2xx and 3xx stay healthy when every target is gone, anything else and a port without a listener are never healthy.',
  severity: 'warning',
  fix: 'Probe a port, a protocol and a path that a listener or a rule of it forwards to a target group.',
  wellArchitected: ['REL11-BP01', 'REL11-BP02'],
  docs: [
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html',
  ],
  appliesTo: ['AWS::Route53::HealthCheck'],
  check(check, { graph }) {
    const at = (property: string) => graph.get(check, 'HealthCheckConfig', property);
    const type = asString(at('Type'));
    if (type.state !== 'known' || !(type.value in PORTS)) return undefined;
    // Next to an address the name is but the Host header.
    if (at('FullyQualifiedDomainName').kind === 'absent' || at('IPAddress').kind !== 'absent') {
      return undefined;
    }
    const balancers = endpointsAt(graph, at('FullyQualifiedDomainName')).flatMap(({ resource }) =>
      resource?.type === BALANCER ? [resource] : [],
    );
    const given = asNumber(at('Port'));
    const port = given.state === 'known' ? given.value : PORTS[type.value];
    const isOpen = given.state === 'unknown' || port === undefined;
    const probe = {
      isTls: type.value.startsWith('HTTPS'),
      isTcp: type.value === 'TCP',
      port: isOpen ? undefined : port,
      path: pathOf(graph, check),
      host: hostOf(at('FullyQualifiedDomainName')),
    };
    return [...new Set(balancers)].map((balancer) => judgeProbe(graph, balancer, probe));
  },
};

/** What a health check asks. */
interface Probe {
  readonly isTls: boolean;
  readonly isTcp: boolean;
  /** Undefined: not known, as the two others. */
  readonly port: number | undefined;
  readonly path: string | undefined;
  readonly host: string | undefined;
}

/** The name that a listener is asked by; undefined: it is not known. */
function hostOf(name: Resolved): string | undefined {
  const key = domainKey(name);
  // A load balancer's own name, which Elastic Load Balancing makes up.
  return key?.includes('<') ? 'balancer.elb.amazonaws.com' : key;
}

/** The path without its query; undefined: it is not known. */
function pathOf(graph: ResourceGraph, check: ResourceNode): string | undefined {
  const path = asString(graph.get(check, 'HealthCheckConfig', 'ResourcePath'));
  if (path.state === 'absent') return '/';
  if (path.state === 'unknown') return undefined;
  const [plain = ''] = path.value.split('?');
  return plain.startsWith('/') ? plain : `/${plain}`;
}

function judgeProbe(graph: ResourceGraph, balancer: ResourceNode, probe: Probe): Verdict {
  const evidence = evidenceOf([balancer], 'it is probed');
  const property = ['HealthCheckConfig', 'Port'];
  const name = balancer.logicalId;
  const listeners = listenersOf(graph, balancer).map((node) => ({
    node,
    port: asNumber(graph.get(node, 'Port')),
  }));
  if (probe.port === undefined || listeners.some(({ port }) => port.state === 'unknown')) {
    return unknown('the port that is probed, or one of a listener, is not known', { property });
  }
  const at = listeners.find(({ port }) => port.state === 'known' && port.value === probe.port);
  if (at === undefined) {
    return isHandedOut(graph, balancer)
      ? unknown(`${name} has no listener on port ${probe.port} here`, { property, evidence })
      : fail(`${name} has no listener on port ${probe.port}`, { property, evidence });
  }
  if (textOf(graph, balancer, 'Type', 'application') !== 'application' || probe.isTcp) {
    return pass(`${name} listens on port ${probe.port}`, { property, evidence });
  }
  const protocol = textOf(graph, at.node, 'Protocol', 'HTTP');
  if (protocol !== undefined && (protocol === 'HTTPS') !== probe.isTls) {
    const property = ['HealthCheckConfig', 'Type'];
    return fail(`port ${probe.port} of ${name} takes ${protocol}`, { property, evidence });
  }
  return judgeAnswers(graph, at.node, probe);
}

function judgeAnswers(graph: ResourceGraph, listener: ResourceNode, probe: Probe): Verdict {
  const details = {
    property: ['HealthCheckConfig', 'ResourcePath'],
    evidence: evidenceOf([listener], 'it is probed'),
  };
  const asked = probe.path ?? 'a path that is not known';
  const answers = answersOf(graph, listener, probe);
  const own = answers.filter((answer) => answer !== undefined && answer !== 'targets');
  if (answers.every((answer) => answer === 'targets')) {
    return pass(`targets of ${listener.logicalId} answer ${asked}`, details);
  }
  return own.length === answers.length
    ? fail(`${listener.logicalId} answers ${asked} itself, by ${own[0]}`, details)
    : unknown(`what ${listener.logicalId} does with ${asked} is not known`, details);
}
