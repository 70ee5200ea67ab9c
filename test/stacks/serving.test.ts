import { describe, expect, test } from 'vitest';
import { type StrategyName, strategies } from '../../lib/strategies/index.ts';
import { configWith } from '../support/config.ts';
import { liveElsewhere, strategiesWhere } from '../support/plans.ts';
import { resourcesOf, synthesize } from '../support/templates.ts';

const { domain } = configWith();

function synthesized(strategy: StrategyName, healthCheck?: 'shallow' | 'serving') {
  return synthesize(
    configWith({ strategy, domain: { ...domain, ...(healthCheck && { healthCheck }) } }),
  ).map(({ template }) => template);
}

function paths(templates: ReturnType<typeof synthesized>) {
  const all = (type: string) => templates.flatMap((template) => resourcesOf(template, type));
  return {
    replaces: all('AWS::ElasticLoadBalancingV2::TargetGroup').map(
      ([, { Properties }]) => Properties.HealthCheckPath,
    ),
    movesDns: all('AWS::Route53::HealthCheck').map(
      ([, { Properties }]) => Properties.HealthCheckConfig.ResourcePath,
    ),
    pages: all('AWS::Events::Rule')
      .filter(([, { Properties }]) => Properties.Targets?.[0]?.Input !== undefined)
      .map(([, { Properties }]) => JSON.parse(Properties.Targets[0].Input).path),
  };
}

describe.each(strategies.map(({ name }) => name))('%s', (strategy) => {
  const { replaces, movesDns, pages } = paths(synthesized(strategy));

  test('no instance is replaced for what all of them depend on', () => {
    expect(new Set(replaces)).toEqual(new Set(['/health']));
  });

  test('a person is told when a dependency keeps users from being served', () => {
    expect(new Set(pages)).toEqual(new Set(['/health/serving']));
  });

  test('DNS stays for a dependency, unless the owner says otherwise', () => {
    expect(movesDns.filter((path) => path !== '/health')).toEqual([]);
  });
});

test.each(strategiesWhere(liveElsewhere))(
  '%s: the owner has DNS leave what does not serve',
  (strategy) => {
    const { replaces, movesDns } = paths(synthesized(strategy, 'serving'));
    expect(movesDns.length).toBeGreaterThan(0);
    expect(new Set(movesDns)).toEqual(new Set(['/health/serving']));
    expect(new Set(replaces)).toEqual(new Set(['/health']));
  },
);
