import { asString } from '../../../assembly/index.ts';
import { BUCKET, holdsLogs, holdsSite } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-S3-1',
  consequence: 'objects that are overwritten or deleted by mistake are gone',
  title: 'A bucket keeps earlier versions of its objects',
  rationale:
    'Without versions an object that is overwritten or deleted by mistake is gone, and nothing can be replicated.',
  severity: 'warning',
  fix: 'Set VersioningConfiguration.Status to Enabled.',
  wellArchitected: ['REL09-BP01'],
  controls: 'backup',
  docs: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html'],
  appliesTo: [BUCKET],
  check(bucket, { graph }) {
    if (holdsLogs(graph, bucket) || holdsSite(graph, bucket)) return undefined;
    const property = ['VersioningConfiguration', 'Status'];
    return judge(asString(graph.get(bucket, ...property)), {
      property,
      absent: 'Suspended',
      holds: (status) => status === 'Enabled',
      expected: 'Enabled',
    });
  },
};
