import { asString } from '../../../assembly/index.ts';
import { holdsLocks } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { pass, unknown } from '../../verdicts.ts';
import { judgeReplicas, judgeScaling } from './capacity.ts';
import { GLOBAL_TABLE, TABLE } from './replicas.ts';

export const rule: ResourceRule = {
  id: 'HA-DDB-3',
  consequence: 'requests are throttled when the load rises',
  title: 'The capacity of a table and of its indexes follows the load',
  rationale:
    'A table of fixed capacity throttles when a failover, or retries after an outage, send it more than usual.',
  severity: 'warning',
  fix: 'Set BillingMode to PAY_PER_REQUEST, or scale read and write capacity, of the table and of each global secondary index, with AWS::ApplicationAutoScaling::ScalableTarget.',
  wellArchitected: ['REL07-BP01'],
  controls: 'capacity',
  docs: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html',
  ],
  appliesTo: [TABLE, GLOBAL_TABLE],
  check(table, { graph }) {
    // One deployment at a time takes one lock.
    if (holdsLocks(graph, table)) return undefined;
    const property = ['BillingMode'];
    const mode = asString(graph.get(table, ...property));
    if (mode.state === 'unknown') return unknown('BillingMode is not known', { property });
    if (mode.state === 'known' && mode.value === 'PAY_PER_REQUEST') {
      return pass('BillingMode is PAY_PER_REQUEST', { property });
    }
    if (mode.state === 'known' && mode.value !== 'PROVISIONED') {
      return unknown(`BillingMode is ${mode.value}, which DynamoDB does not have`, { property });
    }
    return table.type === TABLE ? judgeScaling(graph, table) : judgeReplicas(graph, table);
  },
};
