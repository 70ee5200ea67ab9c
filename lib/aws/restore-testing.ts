import { asString, type ResourceGraph, type ResourceNode, targetOf } from '../assembly/index.ts';
import { selectionsOf } from './backup-plans.ts';
import { isSelected } from './backup-selections.ts';

const TESTING = 'AWS::Backup::RestoreTestingPlan';

/**
 * What AWS Backup calls the types that it can restore in a test
 * (https://docs.aws.amazon.com/aws-backup/latest/devguide/API_RestoreTestingSelectionForCreate.html).
 */
const NAMES = {
  'AWS::DocDB::DBCluster': 'DocumentDB',
  'AWS::DynamoDB::GlobalTable': 'DynamoDB',
  'AWS::DynamoDB::Table': 'DynamoDB',
  'AWS::EC2::Volume': 'EBS',
  'AWS::EFS::FileSystem': 'EFS',
  'AWS::FSx::FileSystem': 'FSx',
  'AWS::Neptune::DBCluster': 'Neptune',
  'AWS::RDS::DBCluster': 'Aurora',
  'AWS::RDS::DBInstance': 'RDS',
  'AWS::S3::Bucket': 'S3',
} as const satisfies Readonly<Record<string, string>>;

type Restorable = keyof typeof NAMES;

const RESTORABLE = Object.keys(NAMES) as [Restorable, ...Restorable[]];

/** The types of what a plan backs up for certain, as restore testing names them. */
export function restorableTypesIn(graph: ResourceGraph, plan: ResourceNode): readonly string[] {
  const selections = selectionsOf(graph, plan);
  const selected = graph.select(RESTORABLE, (resource) =>
    selections.some((selection) => isSelected(graph, selection, resource) === true),
  );
  return [...new Set(selected.flatMap((resource) => typeOf(graph, resource) ?? []))].toSorted();
}

/** Undefined: it is restored with something else, or its engine is not known. */
function typeOf(graph: ResourceGraph, resource: ResourceNode): string | undefined {
  if (resource.type === 'AWS::RDS::DBInstance') {
    return graph.get(resource, 'DBClusterIdentifier').kind === 'absent' ? 'RDS' : undefined;
  }
  if (resource.type === 'AWS::RDS::DBCluster') {
    const engine = asString(graph.get(resource, 'Engine'));
    if (engine.state !== 'known') return undefined;
    // A Multi-AZ DB cluster of RDS is none of Aurora.
    return engine.value.startsWith('aurora') ? 'Aurora' : 'RDS';
  }
  return NAMES[resource.type as Restorable];
}

/** Whether the plan of a restore testing selection is in the input. */
export function isOfKnownTestingPlan(graph: ResourceGraph, selection: ResourceNode): boolean {
  const name = graph.get(selection, 'RestoreTestingPlanName');
  if (targetOf(graph, name, [TESTING], selection.region) !== undefined) return true;
  return name.kind === 'literal' && graph.having([TESTING], namesOf, name.value).length > 0;
}

function namesOf(graph: ResourceGraph, plan: ResourceNode): readonly unknown[] {
  const name = graph.get(plan, 'RestoreTestingPlanName');
  return name.kind === 'literal' ? [name.value] : [];
}
