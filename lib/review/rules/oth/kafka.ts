import {
  asString,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
} from '../../../assembly/index.ts';
import type { Verdict } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

/**
 * Judges whether topics outlive a broker: each partition on two brokers at least, and writes that
 * do not wait for all of them. Clusters without a configuration have defaults that do
 * (https://docs.aws.amazon.com/msk/latest/developerguide/msk-default-configuration.html).
 */
export function judgeReplication(graph: ResourceGraph, cluster: ResourceNode): readonly Verdict[] {
  const property = ['ConfigurationInfo', 'Arn'];
  const arn = graph.get(cluster, ...property);
  if (arn.kind === 'absent') return [];
  const configuration = targetOf(graph, arn, ['AWS::MSK::Configuration']);
  const text = configuration && asString(graph.get(configuration, 'ServerProperties'));
  if (configuration === undefined || text?.state !== 'known') {
    return [unknown('the replication factor of the configuration is not known', { property })];
  }
  const evidence = [{ resource: configuration, note: 'the configuration' }];
  const factor = numberIn(text.value, 'default.replication.factor');
  const inSync = numberIn(text.value, 'min.insync.replicas');
  // What a configuration leaves out is the default of the cluster.
  if (factor === undefined) return [];
  const found = `default.replication.factor is ${factor}`;
  if (factor < 2) return [fail(`${found}, expected at least 2`, { property, evidence })];
  return inSync !== undefined && inSync >= factor
    ? [fail(`${found} and min.insync.replicas ${inSync}, expected less`, { property, evidence })]
    : [pass(found, { property, evidence })];
}

function numberIn(properties: string, key: string): number | undefined {
  const pattern = new RegExp(`^\\s*${key.replaceAll('.', '\\.')}\\s*[=:]\\s*(\\d+)\\s*$`, 'm');
  const digits = pattern.exec(properties)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
