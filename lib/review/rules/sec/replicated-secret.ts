import { asString } from '../../../assembly/index.ts';
import { readersOfSecret } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-SEC-4',
  consequence: "nothing can start elsewhere while the secret's Region is impaired",
  title: 'A secret is replicated to every Region that reads it',
  rationale:
    'While the Region of the secret is impaired, nothing elsewhere that reads it there can start or connect.',
  severity: 'error',
  fix: 'List the Regions in ReplicaRegions, and read the replica of the own Region.',
  wellArchitected: ['REL13-BP02'],
  controls: 'redundancy',
  docs: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html'],
  appliesTo: ['AWS::SecretsManager::Secret'],
  check(secret, { graph }) {
    const abroad = readersOfSecret(graph, secret).filter(
      // Of one stack, both are in one Region, whichever it is.
      ({ region, stack }) =>
        stack !== secret.stack && (region === undefined || region !== secret.region),
    );
    if (abroad.length === 0) return undefined;
    const evidence = evidenceOf(abroad, ({ region }) => `in ${region ?? 'an unknown Region'}`);
    const details = { property: ['ReplicaRegions'], evidence };
    const list = graph.get(secret, 'ReplicaRegions');
    const count = list.kind === 'list' ? list.items.length : 0;
    const replicas = Array.from({ length: count }, (_, i) => {
      const region = asString(graph.get(secret, 'ReplicaRegions', i, 'Region'));
      return region.state === 'known' ? region.value : undefined;
    });
    const missing = abroad.filter(({ region }) => !replicas.includes(region ?? ''));
    const names = [...new Set(missing.map(({ region }) => region ?? 'an unknown Region'))];
    if (missing.length === 0) return pass('every Region that reads it has a replica', details);
    const isOpen =
      secret.region === undefined ||
      missing.every(({ region }) => region === undefined) ||
      replicas.includes(undefined) ||
      (list.kind !== 'list' && list.kind !== 'absent');
    const message = `it is read in ${names.join(', ')}`;
    return isOpen
      ? unknown(`${message}; whether there is a replica is not known`, details)
      : fail(`${message}, without a replica there`, details);
  },
};
