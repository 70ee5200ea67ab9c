import {
  asList,
  asString,
  type ResourceGraph,
  type ResourceNode,
} from '../../../assembly/index.ts';
import { BUCKET, holdsDeployed, holdsLogs } from '../../../aws/index.ts';
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
    if (holdsLogs(graph, bucket) || holdsDeployed(graph, bucket)) return undefined;
    const property = ['VersioningConfiguration', 'Status'];
    const verdict = judge(asString(graph.get(bucket, ...property)), {
      property,
      absent: 'no versions',
      holds: (status) => status === 'Enabled',
      expected: 'Enabled',
    });
    return verdict.status === 'fail' && expires(graph, bucket)
      ? { ...verdict, severity: 'info' }
      : verdict;
  },
};

/** Whether a lifecycle rule deletes every object in the end: what is kept for a while only. */
function expires(graph: ResourceGraph, bucket: ResourceNode): boolean {
  const path = ['LifecycleConfiguration', 'Rules'];
  const rules = asList(graph.get(bucket, ...path));
  if (rules.state !== 'known') return false;
  return rules.value.some((_, i) => {
    const at = (name: string) => graph.get(bucket, ...path, i, name);
    const status = asString(at('Status'));
    const isAll = FILTERS.every((name) => at(name).kind === 'absent');
    return (
      isAll &&
      status.state === 'known' &&
      status.value === 'Enabled' &&
      at('ExpirationInDays').kind !== 'absent'
    );
  });
}

/** What narrows a lifecycle rule to some objects. */
const FILTERS = ['Prefix', 'TagFilters', 'ObjectSizeGreaterThan', 'ObjectSizeLessThan'];
