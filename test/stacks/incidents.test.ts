import { describe, expect, test } from 'vitest';
import { planFor, type StrategyName, strategies } from '../../lib/strategies/index.ts';
import { configWith } from '../support/config.ts';
import { hasRecoveryPlan, strategiesWhere } from '../support/plans.ts';
import { resourcesOf, type SynthesizedStack, synthesize } from '../support/templates.ts';

// What outages of AWS have shown, held against the templates.
const all = new Map(
  strategies.map(({ name }) => [name, synthesize(configWith({ strategy: name }))]),
);
const stacksOf = (strategy: StrategyName) => all.get(strategy) as SynthesizedStack[];

function everywhere(strategy: StrategyName, type: string) {
  return stacksOf(strategy).flatMap(({ region, name, template }) =>
    resourcesOf(template, type).map(([id, { Properties }]) => ({ region, name, id, Properties })),
  );
}

describe.each(strategies.map(({ name }) => name))('%s', (strategy) => {
  const services = planFor(configWith({ strategy })).regions.flatMap(
    ({ region, service, availabilityZones }) =>
      service === undefined ? [] : [{ region, ...service, zones: availabilityZones.length }],
  );

  test('a Region leaves DNS with two zones gone, and stays with one gone (2026-03-01)', () => {
    for (const { region, compute, zones } of services) {
      if (compute.minimum === 0) continue;
      const [targets] = everywhere(strategy, 'AWS::ElasticLoadBalancingV2::TargetGroup').filter(
        (each) => each.region === region,
      );
      const threshold = Number(
        targets?.Properties.TargetGroupAttributes.find(
          ({ Key }: { Key: string }) =>
            Key === 'target_group_health.dns_failover.minimum_healthy_targets.count',
        ).Value,
      );
      const inEach = compute.minimum / zones;
      expect(compute.minimum - inEach).toBeGreaterThanOrEqual(threshold);
      expect(compute.minimum - 2 * inEach).toBeLessThan(threshold);
    }
  });

  test('no deployment goes on unseen where instances run (2020-11-25)', () => {
    const gates = everywhere(strategy, 'AWS::CloudWatch::Alarm').filter(({ id }) =>
      /Deployment(UnhealthyTargets|FailedMessages)/.test(id),
    );
    expect(gates).toHaveLength(2 * services.length);
    for (const { region, Properties } of gates) {
      const runs = services.find((each) => each.region === region)?.compute.minimum !== 0;
      expect(Properties.TreatMissingData).toBe(runs ? 'breaching' : 'notBreaching');
    }
  });

  test('an outage of CloudWatch in us-east-1 pages for no Region', () => {
    for (const { Properties } of everywhere(strategy, 'AWS::CloudWatch::Alarm')) {
      if (Properties.MetricName !== 'HealthCheckStatus') continue;
      expect(Properties.TreatMissingData).toBe('ignore');
    }
  });

  test('every rule of EventBridge leads somewhere', () => {
    const rules = everywhere(strategy, 'AWS::Events::Rule');
    expect(rules.filter(({ Properties }) => !Properties.Targets?.length)).toEqual([]);
  });

  test('a restore test that never runs is told of in every Region that has a vault with data', () => {
    const told = everywhere(strategy, 'AWS::CloudWatch::Alarm').filter(
      ({ Properties }) => Properties.MetricName === 'NumberOfRestoreJobsCompleted',
    );
    expect(told.map(({ region }) => region).sort()).toEqual(
      services.map(({ region }) => region).sort(),
    );
    for (const { Properties } of told) expect(Properties.TreatMissingData).toBe('breaching');
  });

  test('the alarms of practice runs are where ARC reads them: in the Region of what is shifted', () => {
    const named = everywhere(strategy, 'AWS::ARCZonalShift::ZonalAutoshiftConfiguration');
    expect(named.length).toBeGreaterThan(0);
    for (const { name, Properties } of named) {
      const { template } = stacksOf(strategy).find((stack) => stack.name === name) ?? {};
      const { OutcomeAlarms, BlockingAlarms } = Properties.PracticeRunConfiguration;
      for (const { AlarmIdentifier } of [...OutcomeAlarms, ...BlockingAlarms]) {
        const [id, attribute] = AlarmIdentifier['Fn::GetAtt'];
        expect(attribute).toBe('Arn');
        expect(template?.Resources[id]?.Type).toMatch(/^AWS::CloudWatch::(Composite)?Alarm$/);
      }
    }
  });
});

describe.each(strategiesWhere(hasRecoveryPlan))('%s', (strategy) => {
  test('the plan knows of the Region that serves by a witness in another one (2021-12-07)', () => {
    const [plan] = everywhere(strategy, 'AWS::ARCRegionSwitch::Plan');
    const { AssociatedAlarms } = plan?.Properties ?? {};
    const witness = JSON.stringify(AssociatedAlarms['eu-west-1-outside']?.ResourceIdentifier);
    expect(witness).toContain('evenkeel-eu-central-1-operations');
    expect(witness).toContain('Canary');
  });
});
