import {
  asKeyValues,
  physicalName,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  referencesIn,
  type TemplateStack,
  textKey,
} from '../assembly/index.ts';
import { matches } from './lookups.ts';
import { allOf, anyOf, type Truth } from './truth.ts';

/** Types that AWS Backup backs up and that hold what nothing else can restore, by their ARNs. */
const ARNS: Readonly<Record<string, readonly [service: string, prefix: string]>> = {
  'AWS::DocDB::DBCluster': ['rds', 'cluster:'],
  'AWS::DynamoDB::GlobalTable': ['dynamodb', 'table/'],
  'AWS::DynamoDB::Table': ['dynamodb', 'table/'],
  'AWS::EC2::Volume': ['ec2', 'volume/'],
  'AWS::EFS::FileSystem': ['elasticfilesystem', 'file-system/'],
  'AWS::FSx::FileSystem': ['fsx', 'file-system/'],
  'AWS::Neptune::DBCluster': ['rds', 'cluster:'],
  'AWS::RDS::DBCluster': ['rds', 'cluster:'],
  'AWS::RDS::DBInstance': ['rds', 'db:'],
  'AWS::S3::Bucket': ['s3', ''],
};

const OPERATORS = ['StringEquals', 'StringLike', 'StringNotEquals', 'StringNotLike'];

/**
 * Whether a backup selection covers a resource: by its ARN, by wildcards, by tags and conditions
 * (https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html).
 */
export function isSelected(
  graph: ResourceGraph,
  selection: ResourceNode,
  resource: ResourceNode,
): Truth {
  const read = (...path: string[]) => graph.get(selection, 'BackupSelection', ...path);
  // A plan sees its own Region only.
  if (isOther(selection.region, resource.region) || isOther(selection.account, resource.account)) {
    return false;
  }
  const named = (property: string) =>
    anyOf(itemsOf(read(property)).map((arn) => names(graph, arn, resource)));
  const isExcluded = named('NotResources');
  const conditions = OPERATORS.flatMap((operator) =>
    itemsOf(read('Conditions', operator)).map((condition) => {
      const holds = hasTag(graph, resource, condition);
      return holds !== undefined && operator.includes('Not') ? !holds : holds;
    }),
  );
  const byTag = anyOf(itemsOf(read('ListOfTags')).map((tag) => hasTag(graph, resource, tag)));
  const hasArns = read('Resources').kind !== 'absent';
  const hasTags = read('ListOfTags').kind !== 'absent';
  const byArn = hasArns ? named('Resources') : !hasTags && conditions.length > 0;
  // Both at once narrow types and widen lists of ARNs: certain only where they agree.
  const both = byArn === byTag ? byArn : undefined;
  const isChosen = hasTags ? (hasArns ? both : byTag) : byArn;
  return allOf([isChosen, isExcluded === undefined ? undefined : !isExcluded, ...conditions]);
}

/** Whether an ARN, with wildcards or without, is that of a resource. */
function names(graph: ResourceGraph, arn: Resolved, resource: ResourceNode): Truth {
  if (referencesIn(arn).some(({ node }) => node === resource)) return true;
  if (arn.kind === 'reference') return false;
  const key = textKey(arn);
  if (key === undefined) return referencesIn(arn).length > 0 ? false : undefined;
  if (key === '*') return true;
  const [service, prefix] = ARNS[resource.type] ?? ['', ''];
  const [, , givenService = '', region = '', , ...rest] = key.split(':');
  if (!matches(givenService, service)) return false;
  // `<AWS.Region>`: the Region of a stack of unknown Region.
  const isKnown = region !== '' && !region.startsWith('<') && resource.region !== undefined;
  if (isKnown && !matches(region, resource.region)) return false;
  const pattern = rest.join(':');
  const name = physicalName(graph, resource);
  if (name !== undefined) return matches(pattern, prefix + name);
  // CloudFormation makes up the name: it is covered for certain only if every name is.
  const [head = ''] = pattern.split('*');
  if (pattern === `${head}*` && prefix.startsWith(head)) return true;
  return head.startsWith(prefix) || prefix.startsWith(head) ? undefined : false;
}

/** Whether a resource, or its stack, has the tag of a condition. */
function hasTag(graph: ResourceGraph, resource: ResourceNode, condition: Resolved): Truth {
  if (condition.kind !== 'mapping') return undefined;
  const [key, value] = ['ConditionKey', 'ConditionValue'].map((name) =>
    textKey(condition.entries.get(name) ?? { kind: 'absent' }),
  );
  if (key === undefined || value === undefined) return undefined;
  const name = key.replace(/^aws:ResourceTag\//, '');
  const tags = asKeyValues(tagsOf(graph, resource));
  if (tags.state === 'unknown') return undefined;
  const own = tags.state === 'known' ? tags.value.get(name) : undefined;
  const found = own === undefined ? stackTag(resource.stack, name) : textKey(own);
  if (found === undefined) return own === undefined ? false : undefined;
  return matches(value, found);
}

/** A tag of a stack, which passes its tags on to its resources and nested stacks. */
function stackTag(stack: TemplateStack, name: string): string | undefined {
  const own = Object.hasOwn(stack.tags, name) ? stack.tags[name] : undefined;
  return own ?? (stack.parent && stackTag(stack.parent.stack, name));
}

function tagsOf(graph: ResourceGraph, resource: ResourceNode): Resolved {
  if (resource.type === 'AWS::EFS::FileSystem') return graph.get(resource, 'FileSystemTags');
  if (resource.type !== 'AWS::DynamoDB::GlobalTable') return graph.get(resource, 'Tags');
  // A global table has the tags of its replica, Region by Region.
  const here = itemsOf(graph.get(resource, 'Replicas')).findIndex((_, i) => {
    const region = graph.get(resource, 'Replicas', i, 'Region');
    return region.kind === 'literal' && region.value === resource.region;
  });
  return here < 0 ? { kind: 'absent' } : graph.get(resource, 'Replicas', here, 'Tags');
}

function itemsOf(value: Resolved): readonly Resolved[] {
  return value.kind === 'list' ? value.items : value.kind === 'absent' ? [] : [value];
}

function isOther(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}
