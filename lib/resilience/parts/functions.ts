import type { ResourceNode } from '../../assembly/index.ts';
import { functionBehind, usersOfFunction } from '../../aws/index.ts';
import { byFact } from '../figures.ts';
import { type Context, type Impact, type PartOfKind, untouched } from '../part.ts';
import type { PathName } from '../prediction.ts';
import { ZERO } from '../spans.ts';
import { backByHand } from './detection.ts';

/** Functions that answer requests or take messages: in several zones of a Region by themselves. */
export const types = ['AWS::Lambda::Function'];

/** What calls a function for a request: APIs, load balancers, addresses of its own. */
const CALLERS = /^AWS::(?:ApiGateway|ApiGatewayV2|ElasticLoadBalancingV2)::|^AWS::Lambda::Url$/;

export function partOf(context: Context, node: ResourceNode): PartOfKind | undefined {
  const { graph } = context;
  const region = context.regionOf(node);
  const users = usersOfFunction(graph, node).map(({ from }) => from);
  const mappings = graph.having(['AWS::Lambda::EventSourceMapping'], mappedFunction, node);
  const permitted = users.some(
    (user) => user.type === 'AWS::Lambda::Permission' && isForRequests(context, user),
  );
  const serves = permitted || users.some(({ type }) => CALLERS.test(type));
  const paths: readonly PathName[] = serves
    ? ['reads', 'writes']
    : mappings.length > 0
      ? ['async']
      : [];
  if (paths.length === 0) return undefined;
  const name = context.nameOf(node);
  return {
    tier: 'compute',
    service: 'lambda',
    paths,
    zones: [],
    impact(fault, path, at) {
      if (at !== region || !paths.includes(path)) return undefined;
      if (fault.parts.get(name)?.has('consumers-lost')) return stopped(context, node, name);
      const zones = [...fault.zones].filter((zone) => zone.startsWith(region));
      if (zones.length === 0) return untouched();
      const evidence = [context.evidence(node), byFact('lambda.zoneLoss')];
      return {
        comesBack: 'self',
        share: 0,
        bars: [
          {
            phase: 'switch',
            title: `${name} runs in the other zones`,
            ...context.figures.fact('lambda.zoneLoss'),
            evidence,
          },
        ],
        rpo: ZERO,
        because: [{ text: `Lambda runs ${name} in several zones`, evidence }],
      };
    },
  };
}

/** A function that takes no messages is not replaced by anything: people find out why. */
function stopped(context: Context, node: ResourceNode, name: string): Impact {
  return {
    ...backByHand(context, node, 'manualStepsMinutes', `People make ${name} take messages again`),
    rpo: ZERO,
    because: [
      { text: `messages wait until ${name} takes them again`, evidence: [context.evidence(node)] },
    ],
  };
}

function mappedFunction(graph: Context['graph'], mapping: ResourceNode) {
  return [functionBehind(graph, graph.get(mapping, 'FunctionName'), mapping.region)];
}

function isForRequests({ graph }: Context, permission: ResourceNode): boolean {
  const principal = graph.get(permission, 'Principal');
  return (
    principal.kind === 'literal' &&
    /^(?:apigateway|elasticloadbalancing)\./.test(String(principal.value))
  );
}
