import {
  isOpen,
  leadsTo,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  referencesIn,
  segmentsOf,
  textKey,
} from '../assembly/index.ts';
import { ALIAS, keyBehind } from './keys.ts';
import { policiesOfRole } from './policies.ts';
import {
  isPlace,
  matchesAction,
  matchesCondition,
  matchesPrincipal,
  type Principal,
} from './statements.ts';
import { allOf, allOfAsked, anyOf, type Truth } from './truth.ts';

export type { Principal } from './statements.ts';

const TOPIC = 'AWS::SNS::Topic';
const QUEUE = 'AWS::SQS::Queue';

/** The resources that hold the policy of a queue or a topic, and what of them names it. */
const POLICIES = {
  'AWS::SNS::TopicInlinePolicy': 'TopicArn',
  'AWS::SNS::TopicPolicy': 'Topics',
  'AWS::SQS::QueueInlinePolicy': 'Queue',
  'AWS::SQS::QueuePolicy': 'Queues',
} as const satisfies Readonly<Record<string, string>>;

const POLICY_TYPES = Object.keys(POLICIES);

/** What a service does with the key of a queue or a topic that it sends to. */
const SENDING = ['kms:GenerateDataKey', 'kms:Decrypt'];

/**
 * Whether a service may send to a queue or a topic: by its policy, and by its key where it is
 * encrypted with one.
 *
 * https://docs.aws.amazon.com/sns/latest/dg/sns-enable-encryption-for-topic.html
 */
export function maySendTo(graph: ResourceGraph, to: ResourceNode, principal: Principal): Truth {
  const action = to.type === QUEUE ? 'sqs:SendMessage' : 'sns:Publish';
  const key = graph.get(to, 'KmsMasterKeyId');
  return allOf([
    admitsByPolicy(graph, to, principal, action),
    key.kind === 'absent' ? true : mayUseKey(graph, key, to, principal, SENDING),
  ]);
}

function admitsByPolicy(
  graph: ResourceGraph,
  to: ResourceNode,
  principal: Principal,
  action: string,
): Truth {
  const own = graph.having(POLICY_TYPES, targetsOfPolicy, to);
  const open = graph.having(POLICY_TYPES, targetsOfPolicy, 'open');
  const documents = own.map((policy) => graph.get(policy, 'PolicyDocument'));
  // The policy that a topic has until it is given another lets in the alarms of its account, by the
  // account that they are of; EventBridge and S3 do not say whose they are.
  const isDefault = own.length === 0 && to.type === TOPIC;
  const admitted = isDefault
    ? principal.service === 'cloudwatch.amazonaws.com'
    : judge(graph, documents.flatMap(statementsIn), to, principal, action);
  return admitted || open.length === 0 ? admitted : undefined;
}

function targetsOfPolicy(graph: ResourceGraph, policy: ResourceNode) {
  const value = graph.get(policy, POLICIES[policy.type as keyof typeof POLICIES]);
  const items = value.kind === 'list' ? value.items : [value];
  return items.map((item) => leadsTo(graph, nameInUrl(item), [TOPIC, QUEUE], policy.region));
}

/** `https://sqs.REGION.amazonaws.com/ACCOUNT/NAME` is how policies name queues. */
function nameInUrl(value: Resolved): Resolved {
  const [head] = value.kind === 'text' ? value.parts : [value];
  const isUrl = head?.kind === 'literal' && String(head.value).startsWith('https://');
  return (isUrl ? segmentsOf(value).at(-1) : undefined) ?? value;
}

/**
 * Whether a principal may use a key, named by a resource of the same Region: by the key's policy,
 * and by the policies of a role where the key leaves that to the account. What grants say beside
 * policies no template has.
 *
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
export function mayUseKey(
  graph: ResourceGraph,
  value: Resolved,
  near: ResourceNode,
  principal: Principal,
  actions: readonly string[],
): Truth {
  const key = keyBehind(graph, value, near.region);
  if (key === 'aws') return mayUseManagedKey(principal);
  if (key === undefined) return undefined;
  // What a key's policy is unless it has another: the account decides.
  const policy = graph.get(key, 'KeyPolicy');
  const statements = policy.kind === 'absent' ? undefined : statementsIn(policy);
  return allOf(
    actions.map((action): Truth => {
      const direct = statements && judge(graph, statements, key, principal, action);
      const isLeft =
        statements === undefined || isLeftToAccount(graph, statements, key, principal, action);
      const byRole = isLeft === false ? false : allowsByRole(graph, key, principal, action);
      return anyOf([
        direct ?? (statements === undefined ? false : undefined),
        allOf([isLeft, byRole]),
      ]);
    }),
  );
}

/**
 * A key that AWS manages admits the service that it is of, on behalf of whoever asks, and no other
 * service; its policy cannot be changed
 * (https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-key).
 */
function mayUseManagedKey({ service, linkedRole }: Principal): Truth {
  if (linkedRole !== undefined) return true;
  return service === undefined ? undefined : false;
}

/** Whether a key's policy lets the account's own policies decide. */
function isLeftToAccount(
  graph: ResourceGraph,
  statements: readonly Resolved[],
  key: ResourceNode,
  { role }: Principal,
  action: string,
): Truth {
  return role === undefined ? false : judge(graph, statements, key, { account: true }, action);
}

/** Whether the policies of a role allow an action on a key. */
function allowsByRole(
  graph: ResourceGraph,
  key: ResourceNode,
  { role, through }: Principal,
  action: string,
): Truth {
  if (role === undefined) return false;
  const { documents, isOpen: isMore } = policiesOfRole(graph, role);
  const statements = documents.flatMap(statementsIn);
  const allowed = judge(
    graph,
    statements,
    key,
    { any: true, ...(through !== undefined && { through }) },
    action,
    (statement) => isOn(graph, statement.get('Resource'), key),
  );
  return allowed === false && isMore ? undefined : allowed;
}

/** Every key of a Region and an account. */
const ANY_KEY = /^arn:[^:]*:kms:([^:]*):([^:]*):(?:key\/)?\*$/;

/** Whether the resources of a statement include a key: as itself, as any, or by an alias. */
function isOn(graph: ResourceGraph, value: Resolved | undefined, key: ResourceNode): Truth {
  if (value === undefined) return undefined;
  const items = value.kind === 'list' ? value.items : [value];
  return anyOf(
    items.map((item): Truth => {
      const nodes = referencesIn(item).map(({ node }) => node);
      const isAlias = (node: ResourceNode) =>
        node.type === ALIAS &&
        keyBehind(graph, graph.get(node, 'TargetKeyId'), node.region) === key;
      if (nodes.some((node) => node === key || isAlias(node))) return true;
      if (keyBehind(graph, item, key.region) === key) return true;
      const text = textKey(item);
      if (text === '*') return true;
      const [, region, account] = ANY_KEY.exec(text ?? '') ?? [];
      if (region !== undefined && account !== undefined) {
        return allOf([isPlace(region, key.region), isPlace(account, key.account)]);
      }
      if (nodes.length > 0 || (text !== undefined && !text.includes(':kms:'))) return false;
      return undefined;
    }),
  );
}

/**
 * Whether statements allow it. Beside what is allowed for certain, whatever may be denied, or
 * depends on a condition that is not evaluated, is not known.
 */
function judge(
  graph: ResourceGraph,
  statements: readonly Resolved[],
  resource: ResourceNode,
  principal: Principal,
  action: string,
  includes: (statement: ReadonlyMap<string, Resolved>) => Truth = () => true,
): Truth {
  const applying = statements.map((statement) => {
    if (statement.kind !== 'mapping') return { effect: undefined, applies: undefined };
    const { entries } = statement;
    const effect = textKey(entries.get('Effect') ?? { kind: 'absent' });
    // Most statements are about something else: they are read no further than to there.
    const applies = allOfAsked(
      () => matchesAction(entries, action),
      () => matchesPrincipal(entries, principal, resource),
      () => includes(entries),
      () => matchesCondition(entries.get('Condition'), principal, resource, graph),
    );
    return { effect, applies };
  });
  const allowed = anyOf(
    applying.flatMap(({ effect, applies }) => (effect === 'Deny' ? [] : [applies])),
  );
  const mayBeDenied = applying.some(
    ({ effect, applies }) => effect !== 'Allow' && applies !== false,
  );
  return allowed && mayBeDenied ? undefined : allowed;
}

/** The statements of a policy, or of a list of policies; what is not known stands for one. */
function statementsIn(value: Resolved): readonly Resolved[] {
  if (value.kind === 'list') return value.items.flatMap(statementsIn);
  if (value.kind === 'absent') return [];
  if (value.kind !== 'mapping') return isOpen(value) || value.kind === 'branches' ? [value] : [];
  if (value.entries.has('Effect')) return [value];
  return ['Statement', 'PolicyDocument'].flatMap((name) => {
    const inner = value.entries.get(name);
    return inner === undefined ? [] : statementsIn(inner);
  });
}
