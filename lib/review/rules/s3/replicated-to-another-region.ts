import {
  BUCKET,
  holdsDeployed,
  holdsLogs,
  replicationSourcesOf,
  replicationsOf,
} from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-S3-2',
  consequence: 'a lost Region takes the objects along',
  title: 'A bucket is replicated to another Region',
  rationale:
    'A Region that takes over finds no objects if all copies are in the Region that was lost; a rule leaves out what is encrypted with KMS unless it says otherwise.',
  severity: 'error',
  fix: 'Add an enabled rule to ReplicationConfiguration, with a bucket of another Region as destination; for objects under KMS with SourceSelectionCriteria.SseKmsEncryptedObjects and a ReplicaKmsKeyID, and let the role use both keys.',
  wellArchitected: ['REL09-BP01'],
  controls: 'backup',
  docs: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html',
  ],
  appliesTo: [BUCKET],
  check(bucket, { graph, profile }) {
    const property = ['ReplicationConfiguration'];
    const isElsewhere = (region: string | undefined) =>
      region !== undefined && bucket.region !== undefined && region !== bucket.region;
    const own = replicationsOf(graph, bucket);
    // Who replicates wants it, declared or not; who has nothing may have it by intent.
    const abroad = own?.filter(({ destination }) => isElsewhere(destination?.region)) ?? [];
    const isNone =
      own !== undefined && own.length > 0 && own.every(({ reaches }) => reaches === false);
    if (!profile.liveData && abroad.length === 0 && !isNone) return undefined;
    if (holdsLogs(graph, bucket) || holdsDeployed(graph, bucket)) return undefined;
    if (isNone) {
      return fail('no rule takes what the bucket encrypts with KMS', { property });
    }
    const there = own?.find(
      ({ destination, isCertain, reaches }) =>
        isCertain && reaches === true && isElsewhere(destination?.region),
    );
    if (there?.destination !== undefined) {
      const { region } = there.destination;
      const evidence = [{ resource: there.destination, note: 'destination' }];
      return pass(`replicated to ${region}`, { property, evidence });
    }
    const role = profile.regions.find(({ name }) => name === bucket.region)?.role;
    const isWritten = role === 'primary' || role === 'active';
    // What another Region replicates here, that Region has; what is written here, it has not.
    const sources = replicationSourcesOf(graph, bucket).filter((other) =>
      isElsewhere(other.region),
    );
    if (sources.length > 0 && !isWritten) {
      const evidence = evidenceOf(sources, (source) => `replicated from ${source.region}`);
      return pass('it is the copy of a bucket of another Region', { evidence });
    }
    const isOpen = own?.some(
      ({ destination, isCertain }) => !isCertain || destination?.region === undefined,
    );
    if (own?.some(({ reaches }) => reaches === undefined)) {
      return unknown('whether the role may use the keys of both buckets is not known', {
        property,
      });
    }
    if (own === undefined || isOpen || bucket.region === undefined) {
      return unknown('the Region that it is replicated to is not known', { property });
    }
    return fail('no rule replicates it to another Region', { property });
  },
};
