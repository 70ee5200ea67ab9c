import { asString, referencesIn, targetOf } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';
import { TABLE } from './replicas.ts';

const SCALABLE = 'AWS::ApplicationAutoScaling::ScalableTarget';

export const ddb3: ResourceRule = {
  id: 'HA-DDB-3',
  title: 'The capacity of a table follows its load',
  rationale:
    'A table of fixed capacity throttles when a failover, or retries after an outage, send it more than usual.',
  severity: 'warning',
  fix: 'Set BillingMode to PAY_PER_REQUEST, or scale both read and write capacity with AWS::ApplicationAutoScaling::ScalableTarget.',
  wellArchitected: ['REL07-BP01'],
  controls: 'capacity',
  docs: ['https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html'],
  appliesTo: [TABLE],
  check(table, { graph }) {
    const property = ['BillingMode'];
    const mode = asString(graph.get(table, ...property));
    if (mode.state === 'unknown') return unknown('BillingMode is not known', { property });
    if (mode.state === 'known' && mode.value === 'PAY_PER_REQUEST') {
      return pass('BillingMode is PAY_PER_REQUEST', { property });
    }
    const own = graph.select([SCALABLE], (target) => {
      const id = graph.get(target, 'ResourceId');
      if (referencesIn(id).some(({ node }) => node === table)) return true;
      const text = asString(id);
      const name = text.state === 'known' ? text.value.split('/')[1] : undefined;
      const value = { kind: 'literal', value: name ?? '' } as const;
      return targetOf(graph, value, [TABLE], target.region) === table;
    });
    const reads = own.map((target) => asString(graph.get(target, 'ScalableDimension')));
    const dimensions = reads.flatMap((read) => (read.state === 'known' ? [read.value] : []));
    const missing = ['Read', 'Write'].filter(
      (kind) => !dimensions.includes(`dynamodb:table:${kind}CapacityUnits`),
    );
    const evidence = evidenceOf(own, 'scales it');
    if (missing.length === 0) return pass('read and write capacity scale', { evidence });
    const isOpen =
      dimensions.length < reads.length ||
      graph.select([SCALABLE], (target) => graph.get(target, 'ResourceId').kind === 'unknown')
        .length > 0;
    return isOpen
      ? unknown('what scales the table is not known', { property })
      : fail(`capacity is PROVISIONED, and nothing scales ${missing.join(' and ')} capacity`, {
          property,
          evidence,
        });
  },
};
