import {
  physicalName,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  referencesIn,
  textKey,
} from '../assembly/index.ts';
import { aliasesOf } from './keys.ts';
import { matches } from './lookups.ts';
import { allOf, anyOf, type Truth } from './truth.ts';

/** Who asks: one of these. */
export interface Principal {
  /** A service: `sns.amazonaws.com`. */
  readonly service?: string;
  /** What the service acts for: its ARN is `aws:SourceArn`. */
  readonly source?: ResourceNode | AnyResource;
  /** A role of these templates. */
  readonly role?: ResourceNode;
  /** The service whose service-linked role it is: `autoscaling.amazonaws.com`. */
  readonly linkedRole?: string;
  /** The service through which it asks for a key: `ec2`. */
  readonly through?: string;
  /** The account itself, which leaves it to its own policies. */
  readonly account?: boolean;
  /** Whoever has the policy: statements of roles name nobody. */
  readonly any?: boolean;
}

/** Some resource of a type, whichever it is. */
type AnyResource = Pick<ResourceNode, 'type' | 'region' | 'account'>;

type Statement = ReadonlyMap<string, Resolved>;

/** Whether the actions of a statement include one, which may have wildcards. */
export function matchesAction(statement: Statement, action: string): Truth {
  const value = statement.get('Action');
  if (value === undefined) return undefined;
  return anyOf(
    itemsOf(value).map((item): Truth => {
      const text = textKey(item);
      return text === undefined ? undefined : matches(text.toLowerCase(), action.toLowerCase());
    }),
  );
}

/** Whether a statement is about a principal. */
export function matchesPrincipal(
  statement: Statement,
  principal: Principal,
  resource: ResourceNode,
): Truth {
  if (principal.any) return true;
  const value = statement.get('Principal');
  // What a statement is not about, it may be about whoever asks.
  if (value === undefined) return undefined;
  if (value.kind !== 'mapping') return textKey(value) === '*' ? true : undefined;
  const named = (kind: string) => itemsOf(value.entries.get(kind) ?? { kind: 'absent' });
  return anyOf([
    ...named('Service').map((item) => isService(item, principal)),
    ...named('AWS').map((item) => isIdentity(item, principal, resource)),
  ]);
}

function isService(item: Resolved, { service }: Principal): Truth {
  if (service === undefined) return false;
  const text = textKey(item)?.replace('<AWS.URLSuffix>', 'amazonaws.com');
  if (text === undefined) return undefined;
  // `logs.eu-west-1.amazonaws.com`, `sns.amazonaws.com.cn`
  return text.split('.')[0] === service.split('.')[0];
}

function isIdentity(item: Resolved, principal: Principal, resource: ResourceNode): Truth {
  const text = textKey(item);
  if (text === '*') return !principal.account || undefined;
  if (principal.service !== undefined) return false;
  if (principal.role !== undefined) {
    if (referencesIn(item).some(({ node }) => node === principal.role)) return true;
    return text === undefined || /:role\//.test(text) ? undefined : false;
  }
  if (principal.linkedRole !== undefined) {
    if (text === undefined) return referencesIn(item).length > 0 ? false : undefined;
    return isLinkedRole(item, principal.linkedRole);
  }
  if (text === undefined) return referencesIn(item).length > 0 ? false : undefined;
  const account = /^arn:[^:]*:iam::(.+):root$/.exec(text)?.[1] ?? text;
  if (account === '<AWS.AccountId>') return true;
  if (!/^\d{12}$/.test(account)) return false;
  return resource.account === undefined ? undefined : account === resource.account;
}

/** Keys of conditions that hold the account that asks. */
const ACCOUNTS = [
  'aws:sourceaccount',
  'aws:sourceowner',
  'aws:principalaccount',
  'kms:calleraccount',
];

/** Flags that hold, or do not, whenever a service asks. */
const FLAGS: Readonly<Record<string, boolean>> = {
  'aws:securetransport': true,
  'aws:principalisawsservice': true,
  'kms:grantisforawsresource': true,
};

/** Whether a condition holds, as far as it is one of those that are commonly written. */
export function matchesCondition(
  condition: Resolved | undefined,
  principal: Principal,
  resource: ResourceNode,
  graph: ResourceGraph,
): Truth {
  if (condition === undefined || condition.kind === 'absent') return true;
  if (condition.kind !== 'mapping') return undefined;
  return allOf(
    [...condition.entries].flatMap(([operator, keys]) =>
      keys.kind === 'mapping'
        ? [...keys.entries].map(([key, value]) =>
            holds(operator, key.toLowerCase(), itemsOf(value), principal, resource, graph),
          )
        : [undefined],
    ),
  );
}

function holds(
  operator: string,
  key: string,
  values: readonly Resolved[],
  principal: Principal,
  resource: ResourceNode,
  graph: ResourceGraph,
): Truth {
  const name = operator.replace(/IfExists$/, '');
  if (key === 'kms:resourcealiases') return hasAlias(name, values, resource, graph);
  if (name === 'Bool') {
    const flag = FLAGS[key];
    const wanted = values.map(textKey);
    // Only a service is known to be one.
    const isKnown = key !== 'aws:principalisawsservice' || principal.service !== undefined;
    return flag === undefined || !isKnown || wanted.includes(undefined)
      ? undefined
      : wanted.includes(String(flag));
  }
  if (!/^(?:String(?:Equals|Like)|Arn(?:Equals|Like))$/.test(name)) return undefined;
  if (ACCOUNTS.includes(key)) return anyOf(values.map((value) => isAccountOf(value, resource)));
  const { linkedRole, through } = principal;
  if (key === 'aws:principalarn' && linkedRole !== undefined) {
    return anyOf(values.map((value) => isLinkedRole(value, linkedRole)));
  }
  if (key === 'kms:viaservice' && through !== undefined) {
    return anyOf(values.map((value) => isThrough(value, through, resource)));
  }
  if (key === 'aws:sourcearn' && principal.source !== undefined) {
    const { source } = principal;
    return anyOf(values.map((value) => isArnOf(graph, value, source)));
  }
  return undefined;
}

/**
 * Whether a key has one of the aliases that a condition names.
 *
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-resource-aliases
 */
function hasAlias(
  operator: string,
  values: readonly Resolved[],
  key: ResourceNode,
  graph: ResourceGraph,
): Truth {
  if (!/^ForAnyValue:String(?:Equals|Like)$/.test(operator)) return undefined;
  const aliases = aliasesOf(graph, key);
  const wanted = values.map(textKey);
  const found = aliases.some((alias) => wanted.some((one) => one && alias && matches(one, alias)));
  return found || (wanted.includes(undefined) || aliases.includes(undefined) ? undefined : false);
}

function isAccountOf(value: Resolved, { account }: ResourceNode): Truth {
  const text = textKey(value);
  if (text === '<AWS.AccountId>' || (text !== undefined && text === account)) return true;
  return text === undefined || account === undefined ? undefined : false;
}

function isLinkedRole(value: Resolved, service: string): Truth {
  return textKey(value)?.includes(`:role/aws-service-role/${service}/`);
}

/** `ec2.eu-west-1.amazonaws.com`, in the Region of the key. */
function isThrough(value: Resolved, service: string, { region }: ResourceNode): Truth {
  const [name, home = ''] = textKey(value)?.replace('<AWS.Region>', '*').split('.') ?? [];
  if (name === undefined) return undefined;
  return allOf([name === service, isPlace(home, region)]);
}

/** How the ARNs of what services act for go on behind the account. */
const ARNS: Readonly<Record<string, readonly [service: string, prefix: string]>> = {
  'AWS::CloudWatch::Alarm': ['cloudwatch', 'alarm:'],
  'AWS::CloudWatch::CompositeAlarm': ['cloudwatch', 'alarm:'],
  'AWS::Events::EventBus': ['events', 'event-bus/'],
  'AWS::Events::Rule': ['events', 'rule/'],
  'AWS::SNS::Topic': ['sns', ''],
};

/** Whether an ARN, or a pattern of ARNs, is that of a resource. */
function isArnOf(graph: ResourceGraph, value: Resolved, source: ResourceNode | AnyResource): Truth {
  const one = 'logicalId' in source ? source : undefined;
  const nodes = referencesIn(value).map(({ node }) => node);
  if (one !== undefined && nodes.includes(one)) return true;
  // The ARN of another resource of the same type is another one.
  if (one !== undefined && value.kind === 'reference' && value.node.type === one.type) return false;
  const text = textKey(value);
  if (text === '*') return true;
  const [service, prefix] = ARNS[source.type] ?? [];
  const [, , of = '', region = '', account = '', ...rest] = text?.split(':') ?? [];
  if (text === undefined || service === undefined || prefix === undefined) return undefined;
  const pattern = rest.join(':');
  const name = one && physicalName(graph, one);
  const isAny = pattern === `${prefix}*` || pattern === '*';
  const isNamed = name === undefined ? undefined : matches(pattern, prefix + name);
  return allOf([
    matches(of, service),
    isPlace(region, source.region),
    isPlace(account, source.account),
    isAny || isNamed,
  ]);
}

/** Whether the Region or account of an ARN is that of a resource; `<AWS.Region>` is that of its stack. */
export function isPlace(pattern: string, own: string | undefined): Truth {
  if (pattern === '*' || pattern.startsWith('<')) return true;
  return own === undefined ? undefined : matches(pattern, own);
}

function itemsOf(value: Resolved): readonly Resolved[] {
  if (value.kind === 'list') return value.items;
  return value.kind === 'absent' ? [] : [value];
}
