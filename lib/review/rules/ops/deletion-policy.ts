import { asString } from '../../../assembly/index.ts';
import { BUCKET, DB_CLUSTER, holdsForAWhile, isProtected, STATEFUL } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass } from '../../verdicts.ts';

/**
 * What loses nothing with its stack: copies of what is elsewhere, which are made again, and buckets,
 * which CloudFormation cannot delete as long as they hold objects.
 */
const LOSING_NOTHING: readonly string[] = ['AWS::ElastiCache::ReplicationGroup', BUCKET];

const SECRET = 'AWS::SecretsManager::Secret';

/**
 * Beside what holds the data of a service, what holds the only copy of something else. Not what is
 * on its way, in queues and streams.
 */
const HOLDING_DATA = [
  'AWS::Cognito::UserPool',
  ...STATEFUL.filter((type) => !LOSING_NOTHING.includes(type)),
  'AWS::EC2::Volume',
  SECRET,
] as const;

export const rule: ResourceRule = {
  id: 'HA-OPS-2',
  consequence: 'a replaced or removed resource takes its data along',
  title: 'What holds data says what becomes of it when it is deleted or replaced',
  rationale:
    'CloudFormation deletes most resources together with their data, also when it replaces one because a property has changed.',
  severity: 'warning',
  fix: 'Set DeletionPolicy and UpdateReplacePolicy to Retain, which every type allows; Snapshot is for databases and their clusters, Redshift, ElastiCache and volumes alone.',
  wellArchitected: ['REL09-BP01'],
  controls: 'backup',
  docs: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html',
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-restore-secret.html',
  ],
  appliesTo: HOLDING_DATA,
  check(resource, { graph }) {
    const missing = ['DeletionPolicy', 'UpdateReplacePolicy'].filter(
      (policy) => graph.attribute(resource, policy).kind === 'absent',
    );
    if (missing.length === 0) return pass('both policies are explicit');
    // A password is set anew, and a deleted secret can be restored for a week at least; what the
    // policies of a database come to is for HA-AUR-7; whoever states Delete does not need the data.
    const deletion = asString(graph.attribute(resource, 'DeletionPolicy'));
    const isMild =
      [SECRET, DB_CLUSTER].includes(resource.type) ||
      (deletion.state === 'known' && deletion.value === 'Delete') ||
      holdsForAWhile(graph, resource) ||
      isProtected(graph, resource);
    return fail(`${missing.join(' and ')} absent, expected to be explicit`, {
      severity: isMild ? 'info' : undefined,
    });
  },
};
