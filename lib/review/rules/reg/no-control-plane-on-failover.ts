import type { ResourceGraph, ResourceNode } from '../../../assembly/index.ts';
import { actionsIn, policiesOfRole, textsIn } from '../../../aws/index.ts';
import type { ResourceRule, Verdict } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';
import { callsIn } from './calls.ts';

/** Calls of control planes that are in one Region for all. */
const GLOBAL_CALLS =
  /^(?:route53:(?:change|create|delete|update)|iam:(?:add|attach|create|delete|detach|put|update)|cloudfront:(?:create|update)|globalaccelerator:(?:create|update)|s3:(?:createbucket|deletebucket|putbucket))/;

/** Some of them, for what a pattern such as `s3:Put*` or `iam:*Role` allows. */
const SOME_GLOBAL_CALLS: readonly string[] = [
  'route53:changeresourcerecordsets',
  'route53:createhostedzone',
  'route53:deletehostedzone',
  'route53:updatehealthcheck',
  'iam:addroletoinstanceprofile',
  'iam:attachrolepolicy',
  'iam:createinstanceprofile',
  'iam:createpolicy',
  'iam:createpolicyversion',
  'iam:createrole',
  'iam:createuser',
  'iam:deleterole',
  'iam:detachrolepolicy',
  'iam:putrolepolicy',
  'iam:updateassumerolepolicy',
  'iam:updaterole',
  'cloudfront:createdistribution',
  'cloudfront:createinvalidation',
  'cloudfront:updatedistribution',
  'globalaccelerator:createaccelerator',
  'globalaccelerator:updateaccelerator',
  'globalaccelerator:updateendpointgroup',
  's3:createbucket',
  's3:deletebucket',
  's3:putbucketpolicy',
  's3:putbucketversioning',
];

/** Calls by which one Region takes over from another: what makes them is a failover path. */
const FAILOVER: readonly string[] = [
  ...['rds', 'docdb', 'neptune'].flatMap((service) =>
    ['failoverglobalcluster', 'switchoverglobalcluster', 'removefromglobalcluster'].map(
      (call) => `${service}:${call}`,
    ),
  ),
  'rds:promotereadreplica',
  'rds:promotereadreplicadbcluster',
  'elasticache:failoverglobalreplicationgroup',
  'elasticache:disassociateglobalreplicationgroup',
  'route53recoverycluster:updateroutingcontrolstate',
  'route53recoverycluster:updateroutingcontrolstates',
  'arcregionswitch:startplanexecution',
];

/** The service of which roles carry out Region switch plans. */
const SWITCH = 'arc-region-switch.amazonaws.com';

/** Where documents and state machines have what they do. */
const DEFINITIONS: Readonly<Record<string, readonly string[]>> = {
  'AWS::SSM::Document': ['Content'],
  'AWS::StepFunctions::StateMachine': ['Definition', 'DefinitionString'],
};

/**
 * A failover path is a role that Region switch assumes, and whatever promotes a database or a cache
 * of another Region or sets a routing control: a role that names such a call, an Automation
 * document, a state machine. Not judged: what the code of a function does, beyond its role, and
 * paths that make no such call, as nothing says that they are any.
 */
export const rule: ResourceRule = {
  id: 'HA-REG-9',
  consequence: 'the switch fails if the impaired Region is us-east-1',
  title: 'A Region switch calls no control plane that is in one Region for all',
  rationale:
    'Records, roles and distributions are changed in us-east-1: a switch that needs this fails if the impaired Region is that one.',
  severity: 'error',
  fix: 'Switch by health checks or routing controls, and create roles and buckets beforehand.',
  wellArchitected: ['REL11-BP04'],
  docs: [
    'https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html',
  ],
  appliesTo: ['AWS::IAM::Role', 'AWS::SSM::Document', 'AWS::StepFunctions::StateMachine'],
  check(node, { graph }) {
    return node.type === 'AWS::IAM::Role' ? judgeRole(graph, node) : judgeDefinition(graph, node);
  },
};

function judgeRole(graph: ResourceGraph, role: ResourceNode): Verdict | undefined {
  const trusted = textsIn(graph.get(role, 'AssumeRolePolicyDocument'));
  const { attached, documents, isOpen } = policiesOfRole(graph, role);
  const policies = documents.map(actionsIn);
  const allowed = policies.flatMap(({ texts }) => texts);
  const isPath = trusted.texts.includes(SWITCH) || allowed.some((action) => isFailover(action));
  if (!isPath) return undefined;
  const evidence = attached.map((resource) => ({ resource, note: 'its policy' }));
  const called = allowed.filter(isGlobalCall);
  if (called.length > 0) {
    return fail(`it may call ${called.join(', ')}, expected none of them`, { evidence });
  }
  return isOpen || policies.some((policy) => policy.isOpen)
    ? unknown('what it may call is not known', { evidence })
    : pass('it calls no control plane of a global service', { evidence });
}

function judgeDefinition(graph: ResourceGraph, node: ResourceNode): Verdict | undefined {
  const paths = DEFINITIONS[node.type] ?? [];
  const property = paths.filter((path) => graph.get(node, path).kind !== 'absent').slice(0, 1);
  const { calls, isOpen } = callsIn(graph.get(node, ...property));
  if (!calls.some((call) => isFailover(call))) return undefined;
  const called = calls.filter(isGlobalCall);
  if (called.length > 0) {
    return fail(`it calls ${called.join(', ')}, expected none of them`, { property });
  }
  return isOpen
    ? unknown('a part of what it calls is not known', { property })
    : pass('it calls no control plane of a global service', { property });
}

function isGlobalCall(action: string): boolean {
  return GLOBAL_CALLS.test(action.toLowerCase()) || covers(action, SOME_GLOBAL_CALLS);
}

/** Everything of a service is what administrators may do, not what names a failover. */
function isFailover(action: string): boolean {
  return !/(?:^|:)[*?]+$/.test(action) && covers(action.replaceAll('-', ''), FAILOVER);
}

/** Whether an action, which may have wildcards as those of policies do, covers one of the calls. */
function covers(action: string, calls: readonly string[]): boolean {
  const pieces = action.toLowerCase().split('*');
  return calls.some((call) => fits(call, pieces));
}

/** Whether a text is the pieces of a pattern in order, with anything between them. */
function fits(text: string, pieces: readonly string[]): boolean {
  const head = pieces[0] ?? '';
  if (!isAt(text, 0, head)) return false;
  if (pieces.length === 1) return text.length === head.length;
  const tail = pieces.at(-1) ?? '';
  const end = text.length - tail.length;
  let from = head.length;
  for (const piece of pieces.slice(1, -1)) {
    while (from + piece.length <= end && !isAt(text, from, piece)) from++;
    from += piece.length;
  }
  return from <= end && isAt(text, end, tail);
}

function isAt(text: string, at: number, piece: string): boolean {
  const found = text.slice(at, at + piece.length);
  return (
    found.length === piece.length && [...piece].every((one, i) => one === '?' || one === found[i])
  );
}
