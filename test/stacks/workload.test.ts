import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { WorkloadConfig } from '../../lib/config/index.ts';
import { strategies } from '../../lib/strategies/index.ts';
import { configWith } from '../support/config.ts';
import { type SynthesizedStack, synthesize } from '../support/templates.ts';

const own = {
  port: 9443,
  checks: { shallow: '/up', serving: '/up/for-users' },
  environment: { GREETING: "it's $HOME" },
  startupMinutes: 7,
};
const commands: WorkloadConfig = {
  ...own,
  commands: ['install-it', 'run-it --verbose'],
  workers: { commands: ['run-a-worker'] },
};
const program: WorkloadConfig = {
  ...own,
  folder: 'examples/python-service',
  start: 'python3 server.py --verbose',
  workers: { start: 'python3 server.py --work' },
};

const page = readFileSync(new URL('../../docs/application.md', import.meta.url), 'utf8');
const names = strategies.map(({ name }) => name);
const text = (stacks: readonly SynthesizedStack[]) => JSON.stringify(stacks.map(templateOf));
const templateOf = ({ template }: SynthesizedStack) => template;

function resources(stacks: readonly SynthesizedStack[], type: string) {
  return stacks.flatMap(({ template }) =>
    Object.values(template.Resources).flatMap(({ Type, Properties }) =>
      Type === type ? [Properties] : [],
    ),
  );
}

const forms = names.flatMap((strategy) => [
  {
    form: 'commands',
    strategy,
    workload: commands,
    web: 'run-it --verbose',
    worker: 'run-a-worker',
    greeting: String.raw`export GREETING='it'\\''s $HOME'`,
  },
  {
    form: 'a folder',
    strategy,
    workload: program,
    web: 'server.py --verbose',
    worker: 'server.py --work',
    greeting: "GREETING=it's $HOME",
  },
]);

describe.each(forms)('with $form of the owner, $strategy', ({ strategy, workload, ...said }) => {
  const stacks = synthesize(configWith({ strategy, workload }));
  const metricsNamespace = 'Shop';
  const domain = { ...configWith().domain, healthCheck: 'serving' as const };
  const declaringMore = configWith({
    strategy,
    domain,
    workload: { ...workload, metricsNamespace, traces: true },
  });

  test('has no trace of the port and the paths that it comes with', () => {
    const all = text(stacks);
    expect(all).not.toMatch(/\/health(?![\w-])/);
    expect(all).not.toMatch(/\b8080\b/);
    expect(all).not.toContain('health-responder');
    expect(all).not.toContain('queue-poller');
  });

  test('asks for the shallow check where instances are replaced and DNS is moved', () => {
    for (const { HealthCheckPath, Port } of resources(
      stacks,
      'AWS::ElasticLoadBalancingV2::TargetGroup',
    )) {
      expect([HealthCheckPath, Port]).toEqual(['/up', 9443]);
    }
    for (const { HealthCheckConfig } of resources(stacks, 'AWS::Route53::HealthCheck')) {
      if (HealthCheckConfig.Type === 'HTTPS') expect(HealthCheckConfig.ResourcePath).toBe('/up');
    }
  });

  test('asks for the serving check where users are told apart from instances', () => {
    const inputs = resources(stacks, 'AWS::Events::Rule').flatMap(({ Targets }) =>
      (Targets ?? []).flatMap(({ Input }: { Input?: string }) => Input ?? []),
    );
    const paths = inputs.map((input) => JSON.parse(input).path).filter(Boolean);
    expect(new Set(paths)).toEqual(new Set(['/up/for-users']));
  });

  test('has no alarm on metrics that nobody said it publishes', () => {
    expect(all(stacks)).toEqual([]);
    const published = synthesize(declaringMore);
    const zones = new Set(all(published).map(({ Dimensions }) => JSON.stringify(Dimensions)));
    expect(zones.size).toBeGreaterThanOrEqual(3);
    for (const { Namespace } of all(published)) expect(Namespace).toBe(metricsNamespace);

    function all(of: readonly SynthesizedStack[]) {
      return resources(of, 'AWS::CloudWatch::Alarm')
        .flatMap(({ Metrics }) => Metrics ?? [])
        .flatMap(({ MetricStat }) => MetricStat?.Metric ?? [])
        .filter(({ Dimensions }: { Dimensions?: { Name: string }[] }) =>
          Dimensions?.some(({ Name }) => Name === 'Service'),
        );
    }
  });

  test('has traces received and sent where that is declared', () => {
    const isTraced = (of: readonly SynthesizedStack[]) =>
      resources(of, 'AWS::EC2::LaunchTemplate').map((each) => {
        const userData = JSON.stringify(each.LaunchTemplateData.UserData);
        return [
          userData.includes('OTEL_EXPORTER_OTLP_ENDPOINT='),
          userData.includes('traces_collected'),
        ];
      });
    const maySend = (of: readonly SynthesizedStack[]) =>
      resources(of, 'AWS::IAM::ManagedPolicy').filter((policy) =>
        JSON.stringify(policy).includes('xray:PutTraceSegments'),
      ).length;
    expect(new Set(isTraced(stacks).flat())).toEqual(new Set([false]));
    expect(maySend(stacks)).toBe(0);
    const traced = synthesize(declaringMore);
    expect(new Set(isTraced(traced).flat())).toEqual(new Set([true]));
    expect(maySend(traced)).toBe(isTraced(traced).length);
  });

  test('waits for it at boot, for as long as is declared', () => {
    const started = resources(stacks, 'AWS::EC2::LaunchTemplate').map((each) =>
      JSON.stringify(each.LaunchTemplateData.UserData),
    );
    const web = started.filter((userData) => userData.includes(said.web));
    expect(web.length).toBeGreaterThan(0);
    for (const userData of web) {
      expect(userData).toContain("'http://127.0.0.1:9443/up'");
      expect(userData).toContain('-ge 420 ');
      expect(userData).toContain(said.greeting);
    }
    const workers = started.filter((userData) => userData.includes(said.worker));
    expect(workers).toHaveLength(web.length);
  });

  test('lets the serving check move DNS where that is declared', () => {
    const checks = resources(synthesize(declaringMore), 'AWS::Route53::HealthCheck');
    for (const { HealthCheckConfig } of checks) {
      if (HealthCheckConfig.Type === 'HTTPS') {
        expect(HealthCheckConfig.ResourcePath).toBe('/up/for-users');
      }
    }
  });
});

describe.each(names)('without a program for messages, %s', (strategy) => {
  const { workers: _, ...web } = commands;
  const stacks = synthesize(configWith({ strategy, workload: web }), {
    context: { '@aws-cdk/core:annotationsInValidationReport': false },
  });

  test('has no consumers, and everything else', () => {
    const groups = resources(stacks, 'AWS::AutoScaling::AutoScalingGroup');
    const balanced = groups.filter(({ TargetGroupARNs }) => TargetGroupARNs !== undefined);
    expect(groups.length).toBeGreaterThan(0);
    expect(groups).toEqual(balanced);
    expect(text(stacks)).not.toContain('workers-group-arn');
    expect(resources(stacks, 'AWS::SQS::Queue').length).toBeGreaterThan(0);
  });
});

describe('with a folder of the owner', () => {
  const folder: WorkloadConfig = {
    folder: 'examples/python-service',
    start: 'python3 server.py',
    port: 9443,
    checks: { shallow: '/health', serving: '/health/serving' },
    secrets: ['payment/api-key'],
    environment: { LOG_LEVEL: 'info' },
    workers: { start: 'python3 server.py' },
    traces: true,
  };
  const stacks = synthesize(configWith({ strategy: 'active-active', workload: folder }));
  const templates = resources(stacks, 'AWS::EC2::LaunchTemplate').map((each) =>
    JSON.stringify(each.LaunchTemplateData.UserData),
  );

  test('every instance of every Region gets the same archive', () => {
    const sums = templates.map(
      (each) => /sha256sum/.test(each) && / ([0-9a-f]{64}) /.exec(each)?.[1],
    );
    expect(templates).toHaveLength(4);
    expect(new Set(sums).size).toBe(1);
    expect(sums[0]).toMatch(/^[0-9a-f]{64}$/);
  });

  test('every variable that the page lists for the instance is set there', () => {
    const [, rows = ''] = page.split('Besides, from the instance:');
    const listed = [...(rows.split('\n\n')[1] ?? '').matchAll(/`([A-Z_]+)`(?=.* \| )/g)];
    const names = listed.map(([, name]) => name);
    expect(names).toContain('DATABASE_CA_FILE');
    for (const each of templates) {
      for (const name of names.filter((each) => each !== 'RUNTIME_DIRECTORY')) {
        expect(each).toContain(`${name}=`);
      }
      expect(each).toContain('RuntimeDirectory=');
    }
  });

  test('user data keeps within the 16 KB that EC2 takes', () => {
    for (const each of templates) expect(each.length).toBeLessThan(16_384);
  });

  test('the role may read its secrets, in its own Region', () => {
    const allowed = resources(stacks, 'AWS::IAM::ManagedPolicy')
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
      .filter(({ Sid }) => Sid === 'Secrets');
    expect(allowed).toHaveLength(4);
    for (const { Action, Resource } of allowed) {
      expect(Action).toBe('secretsmanager:GetSecretValue');
      expect(JSON.stringify(Resource)).toMatch(/:secret:payment\/api-key-\?{6}/);
    }
  });
});

test('the page for applications lists what every Region tells them, and nothing else', () => {
  const listed = [...page.matchAll(/^\| `([a-z-]+\/[a-z-]+)` \| `([A-Z_]+)` \|/gm)];
  const names = listed.map(([, name = '']) => name);
  for (const [, name = '', variable] of listed) {
    expect(variable).toBe(name.toUpperCase().replace(/[^A-Z]/g, '_'));
  }
  for (const { name, template } of synthesize(configWith({ strategy: 'active-active' }))) {
    if (!name.endsWith('-data')) continue;
    const told = resources([{ template } as SynthesizedStack], 'AWS::SSM::Parameter').flatMap(
      ({ Name }) => (Name === undefined ? [] : [String(Name).replace('/evenkeel/', '')]),
    );
    expect(told.sort()).toEqual([...names].sort());
  }
});
