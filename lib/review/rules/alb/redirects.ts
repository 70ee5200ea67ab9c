import {
  asNumber,
  asString,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
} from '../../../assembly/index.ts';
import { listenerRulesOf } from '../../../aws/index.ts';
import type { Verdict } from '../../rule.ts';
import { evidenceOf, fail } from '../../verdicts.ts';

/**
 * Listeners of a load balancer, and rules of them, that redirect to a port of it on which nothing listens
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html).
 */
export function judgeRedirects(
  graph: ResourceGraph,
  listeners: readonly ResourceNode[],
): readonly Verdict[] {
  const ports = listeners.map((one) => asNumber(graph.get(one, 'Port')));
  // What listens on a port that is not known may be what is redirected to.
  if (ports.some(({ state }) => state !== 'known')) return [];
  const open = new Set(ports.map((port) => port.state === 'known' && port.value));
  const rules = listeners.flatMap((one) => listenerRulesOf(graph, one));
  return [...listeners, ...rules].flatMap((one) => {
    const actions = graph.get(one, rules.includes(one) ? 'Actions' : 'DefaultActions');
    const lost = (actions.kind === 'list' ? actions.items : [])
      .map(portOfRedirect)
      .find((port) => port !== undefined && !open.has(port));
    if (lost === undefined) return [];
    const evidence = evidenceOf([one], 'redirects');
    return [fail(`it redirects to port ${lost}, on which it has no listener`, { evidence })];
  });
}

/** The port that an action redirects to; undefined: its own, that of another host, or not known. */
function portOfRedirect(action: Resolved): number | undefined {
  const config = action.kind === 'mapping' ? action.entries.get('RedirectConfig') : undefined;
  if (config?.kind !== 'mapping') return undefined;
  const host = asString(config.entries.get('Host') ?? { kind: 'absent' });
  const isHere = host.state === 'absent' || (host.state === 'known' && host.value === '#{host}');
  const port = asNumber(config.entries.get('Port') ?? { kind: 'absent' });
  return isHere && port.state === 'known' ? port.value : undefined;
}
