import { encryptedCopiesOf } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judgeKey } from './keys.ts';

export const rule: ResourceRule = {
  id: 'HA-SEC-2',
  consequence: 'replicas are refused, or cannot be read when they are needed',
  title: 'Replicated data is encrypted with a key of the Region that it goes to',
  rationale:
    'A replica under a key of another Region is refused, or cannot be read while that Region is impaired.',
  severity: 'error',
  fix: 'Name a key, a replica key or an alias of the destination Region.',
  wellArchitected: ['REL13-BP02'],
  controls: 'backup',
  docs: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html',
  ],
  appliesTo: [
    'AWS::DynamoDB::GlobalTable',
    'AWS::RDS::DBCluster',
    'AWS::RDS::DBInstance',
    'AWS::S3::Bucket',
    'AWS::SecretsManager::Secret',
  ],
  check(resource, { graph }) {
    return encryptedCopiesOf(graph, resource).map((replica) => judgeKey(graph, replica));
  },
};
