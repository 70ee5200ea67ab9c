import { describe, expect, test } from 'vitest';
import {
  asNumber,
  asString,
  graphOf,
  matchesPath,
  type ResourceGraph,
  type ResourceNode,
  type StackInput,
  targetOf,
} from '../../lib/assembly/index.ts';
import { type Review, review } from '../../lib/review/engine.ts';
import { createProfile, type ProfileOptions } from '../../lib/review/profile.ts';
import type {
  Acknowledgement,
  Finding,
  GraphRule,
  ResourceRule,
  Rule,
} from '../../lib/review/rule.ts';
import { evidenceOf, fail, judge, judgeCount, pass, unknown } from '../../lib/review/verdicts.ts';

const facts = {
  id: 'HA-ASG-1',
  consequence: 'c',
  title: 'T',
  rationale: 'R.',
  severity: 'error',
  fix: 'F.',
  wellArchitected: ['REL10-BP01'],
  docs: ['https://docs.aws.amazon.com/'],
} as const;

/** Fails a topic whose `Size` is below 2. */
const sizeRule: ResourceRule = {
  ...facts,
  appliesTo: ['AWS::SNS::Topic'],
  check: (node, { graph }) =>
    judge(asNumber(graph.get(node, 'Size')), {
      property: ['Size'],
      absent: undefined,
      holds: (size) => size >= 2,
      expected: 'at least 2',
    }),
};

const conditions = {
  Parameters: {
    Stage: { Type: 'String' },
    Kind: { Type: 'String' },
    Two: { Type: 'Number', Default: '2' },
  },
  Conditions: {
    Production: { 'Fn::Equals': [{ Ref: 'Stage' }, 'production'] },
    Large: { 'Fn::Equals': [{ Ref: 'Kind' }, 'large'] },
    Never: { 'Fn::Equals': ['a', 'b'] },
  },
};

function judged(
  rule: Rule,
  resources: object,
  acknowledgements: readonly Acknowledgement[] = [],
  stack: Partial<StackInput> = {},
): Review {
  const template = { ...conditions, Resources: resources };
  const graph = graphOf({ name: 'App', region: 'eu-west-1', ...stack, template });
  const profile = createProfile({}, graph);
  return review({ graph, rules: [rule], profile, acknowledgements, today: '2026-06-15' });
}

const topic = (Size: unknown, more: object = {}) => ({
  Type: 'AWS::SNS::Topic',
  Properties: { Size },
  ...more,
});
const show = ({ status, message, scenario }: Finding) =>
  [status, message, ...scenario.map(({ condition, truth }) => `${condition}=${truth}`)].join(' | ');

test('several verdicts about one place are findings of their own, each with its conditions', () => {
  const rule: ResourceRule = {
    ...facts,
    appliesTo: ['AWS::SNS::Topic'],
    check: (node, { graph }) => {
      const size = asNumber(graph.get(node, 'Size'));
      const isLarge = size.state === 'known' && size.value >= 2;
      const details = { property: ['Size'] };
      return isLarge
        ? [pass('large', details), fail('never right', details)]
        : [fail('small', details), fail('never right', details)];
    },
  };
  const { findings } = judged(rule, { Topic: topic({ 'Fn::If': ['Large', 2, 1] }) });
  expect(findings.map(show)).toEqual(['fail | small | Large=false', 'fail | never right']);
});

describe('a verdict', () => {
  const whenIf = (condition: string, a: unknown, b: unknown) => ({ 'Fn::If': [condition, a, b] });
  test.each([
    ['passes what passes', 3, ['pass | Size is 3']],
    ['fails what fails', 1, ['fail | Size is 1, expected at least 2']],
    ['reads numbers that are texts', '3', ['pass | Size is 3']],
    [
      'takes NoValue for nothing',
      { Ref: 'AWS::NoValue' },
      ['fail | Size is absent, expected at least 2'],
    ],
    ['reads defaults', { Ref: 'Two' }, ['pass | Size is 2']],
    [
      'does not know a parameter',
      { Ref: 'Stage' },
      ['unknown | Size is not known: parameter Stage has no default'],
    ],
    [
      'fails if a branch does',
      whenIf('Production', 3, 1),
      ['fail | Size is 1, expected at least 2 | Production=false'],
    ],
    [
      'fails whatever the condition',
      whenIf('Production', 1, 1),
      ['fail | Size is 1, expected at least 2'],
    ],
    [
      'names only the condition that matters',
      whenIf('Production', whenIf('Large', 4, 3), whenIf('Large', 1, 1)),
      ['fail | Size is 1, expected at least 2 | Production=false'],
    ],
    [
      'prefers a failure to what is unknown',
      whenIf('Production', { Ref: 'Stage' }, 1),
      ['fail | Size is 1, expected at least 2 | Production=false'],
    ],
  ])('%s', (_, size, expected) => {
    expect(judged(sizeRule, { T: topic(size) }).findings.map(show)).toEqual(expected);
  });

  test('knows the parameters that it rests on', () => {
    expect(judged(sizeRule, { T: topic({ Ref: 'Two' }) }).findings[0]?.parameters).toEqual(['Two']);
  });

  test('is not made of a resource that no deployment creates', () => {
    const result = judged(sizeRule, { T: topic(1, { Condition: 'Never' }) });
    expect(result.findings).toEqual([]);
    expect(result.coverage[0]).toMatchObject({ evaluated: 0, notApplicable: 0 });
  });

  test('of a resource under a condition says so', () => {
    const result = judged(sizeRule, { T: topic(1, { Condition: 'Production' }) });
    expect(result.findings.map(show)).toEqual([
      'fail | Size is 1, expected at least 2 | Production=true',
    ]);
  });

  test.each([
    ['given and passes', { Stage: 'production' }, []],
    ['given, and the case fails', { Stage: 'dev' }, ['error']],
    ['given in part, and another case fails', { Other: 'x' }, ['warning']],
    ['not given, where dev is not what anybody gets', {}, ['warning']],
  ])('about parameters that are %s has the level that goes with it', (_, parameters, levels) => {
    const template = {
      Parameters: {
        Stage: { Type: 'String', Default: 'production', AllowedValues: ['production', 'dev'] },
        Other: { Type: 'String', Default: '' },
      },
      Conditions: { Production: { 'Fn::Equals': [{ Ref: 'Stage' }, 'production'] } },
      Resources: { T: topic(whenIf('Production', 2, 1)) },
    };
    const graph = graphOf({ template, parameters });
    const { findings } = review({
      ...{ graph, rules: [sizeRule], profile: createProfile({}, graph), today: '2026-01-01' },
    });
    const failing = findings.filter(({ status }) => status === 'fail');
    expect(failing.map(({ severity }) => severity)).toEqual(levels);
    for (const { onlyIf } of failing) {
      expect(onlyIf).toEqual('Stage' in parameters ? [] : ['Stage is dev']);
    }
  });

  test.each([
    ['error', ['error']],
    ['info', []],
  ] as const)('of level %s in a case that is not the default', (severity, levels) => {
    const template = {
      Parameters: { Stage: { Type: 'String', Default: 'production' } },
      Conditions: { Production: { 'Fn::Equals': [{ Ref: 'Stage' }, 'production'] } },
      Resources: { T: topic(whenIf('Production', 2, 1)) },
    };
    const graph = graphOf({ template });
    const lower: ResourceRule = {
      ...sizeRule,
      check: (node, context) => {
        const verdicts = sizeRule.check(node, context);
        return [verdicts ?? []].flat().map((verdict) => ({ ...verdict, severity }));
      },
    };
    for (const rule of [{ ...sizeRule, severity }, lower]) {
      const profile = createProfile({}, graph);
      const { findings } = review({ graph, rules: [rule], profile, today: '2026-01-01' });
      const failing = findings.filter(({ status }) => status === 'fail');
      expect(failing.map((one) => one.severity)).toEqual(levels);
    }
  });

  test.each([
    ['in every case is due to none', whenIf('Production', 1, 0), []],
    ['in some cases is due to those', whenIf('Big', 2, whenIf('Production', 1, 0)), ['Wide is no']],
  ] as const)('of level info that holds %s', (_, size, onlyIf) => {
    const template = {
      Parameters: {
        Stage: { Type: 'String', Default: 'production', AllowedValues: ['production', 'dev'] },
        Wide: { Type: 'String', Default: 'no', AllowedValues: ['no', 'yes'] },
      },
      Conditions: {
        Production: { 'Fn::Equals': [{ Ref: 'Stage' }, 'production'] },
        Big: { 'Fn::Equals': [{ Ref: 'Wide' }, 'yes'] },
      },
      Resources: { T: topic(size) },
    };
    const graph = graphOf({ template });
    const rules = [{ ...sizeRule, severity: 'info' } as const];
    const { findings } = review({
      ...{ graph, rules, profile: createProfile({}, graph), today: '2026-01-01' },
    });
    expect(findings.map((one) => [one.status, one.onlyIf])).toEqual([['fail', onlyIf]]);
  });

  test.each([
    ['not given, counts as the worse', {}, 'error', ['Kind is small']],
    ['given, counts as it is in that case', { Kind: 'large' }, 'warning', []],
  ] as const)('of two levels, with parameters %s', (_, parameters, severity, onlyIf) => {
    const template = {
      Parameters: {
        Kind: { Type: 'String', Default: 'large', AllowedValues: ['large', 'small'] },
      },
      Conditions: { Large: { 'Fn::Equals': [{ Ref: 'Kind' }, 'large'] } },
      Resources: { T: topic(whenIf('Large', 1, 0)) },
    };
    const graph = graphOf({ template, parameters });
    const rule: ResourceRule = {
      ...sizeRule,
      check: (node, context) => {
        const size = asNumber(context.graph.get(node, 'Size'));
        const isWorst = size.state === 'known' && size.value === 0;
        const verdicts = [sizeRule.check(node, context) ?? []].flat();
        return verdicts.map((one) => ({ ...one, severity: isWorst ? 'error' : 'warning' }));
      },
    };
    const profile = createProfile({}, graph);
    const { findings } = review({ graph, rules: [rule], profile, today: '2026-01-01' });
    expect(findings.map((one) => [one.severity, one.onlyIf])).toEqual([[severity, onlyIf]]);
  });

  test('names the parameters of what it is about, and not of what else was looked at', () => {
    const rule: ResourceRule = {
      ...sizeRule,
      check: (node, context) => {
        context.graph.select(['AWS::SNS::Subscription'], (one) => {
          return context.graph.get(one, 'Endpoint').kind === 'absent';
        });
        return sizeRule.check(node, context);
      },
    };
    const parameter = (name: string, value: string) => ({
      [name]: { Type: 'String', Default: value },
    });
    const template = {
      Parameters: { ...parameter('Size', '1'), ...parameter('Address', 'a@example.com') },
      Resources: {
        T: topic({ Ref: 'Size' }),
        S: { Type: 'AWS::SNS::Subscription', Properties: { Endpoint: { Ref: 'Address' } } },
      },
    };
    const graph = graphOf({ template });
    const profile = createProfile({}, graph);
    const { findings } = review({ graph, rules: [rule], profile, today: '2026-01-01' });
    expect(findings.map(({ parameters }) => parameters)).toEqual([['Size']]);
  });

  const given = (parameters: Readonly<Record<string, string>>, resources: object) => ({
    Parameters: Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [name, { Type: 'String', Default: value }]),
    ),
    Resources: resources,
  });
  const namedBy = (rule: ResourceRule, template: object) => {
    const graph = graphOf({ template });
    const profile = createProfile({}, graph);
    const { findings } = review({ graph, rules: [rule], profile, today: '2026-01-01' });
    return findings.map(({ status, parameters }) => [status, ...parameters]);
  };

  test('names no parameter of its own without which it would be the same', () => {
    const rule: ResourceRule = {
      ...sizeRule,
      check: (node, context) => {
        // Read, and of no matter.
        context.graph.get(node, 'Label');
        return sizeRule.check(node, context);
      },
    };
    const template = given(
      { Size: '1', Label: 'a' },
      {
        T: {
          ...topic({ Ref: 'Size' }),
          Properties: { Size: { Ref: 'Size' }, Label: [{ Ref: 'Label' }] },
        },
      },
    );
    expect(namedBy(rule, template)).toEqual([['fail', 'Size']]);
  });

  test('names one of two parameters, each of which is enough', () => {
    const rule: ResourceRule = {
      ...sizeRule,
      check: (node, { graph }) => {
        const open = ['A', 'B'].map((name) => asString(graph.get(node, name)));
        const isOpen = open.some((one) => one.state === 'known' && one.value === 'open');
        return isOpen ? fail('open') : unknown('not known');
      },
    };
    const template = given(
      { A: 'open', B: 'open' },
      {
        T: { Type: 'AWS::SNS::Topic', Properties: { A: { Ref: 'A' }, B: { Ref: 'B' } } },
      },
    );
    expect(namedBy(rule, template)).toEqual([['fail', 'B']]);
  });

  test('names no parameter of two names that are made of it alike', () => {
    const rule: ResourceRule = {
      ...sizeRule,
      check: (node, { graph }) => {
        const scaling = targetOf(graph, graph.get(node, 'Queue'), ['AWS::SQS::Queue'], node.region);
        return scaling === undefined ? pass('not found') : fail('found');
      },
    };
    const parameters = { Service: 'shop', Kind: 'jobs' };
    const name = { 'Fn::Join': ['-', [{ Ref: 'Service' }, { Ref: 'Kind' }]] };
    const named = (QueueName: unknown) =>
      given(parameters, {
        T: { Type: 'AWS::SNS::Topic', Properties: { Queue: name } },
        Q: { Type: 'AWS::SQS::Queue', Properties: { QueueName } },
      });
    expect(namedBy(rule, named(name))).toEqual([['fail']]);
    expect(namedBy(rule, named('shop-jobs'))).toEqual([['fail', 'Kind', 'Service']]);
  });

  test('names parameters by which something else is looked up', () => {
    const namesOf = (graph: ResourceGraph, node: ResourceNode) => {
      const name = asString(graph.get(node, 'Name'));
      return [name.state === 'known' ? name.value : undefined];
    };
    const isThere = (graph: ResourceGraph, node: ResourceNode) =>
      asString(graph.get(node, 'Size')).state === 'known';
    const rule: ResourceRule = {
      ...sizeRule,
      check: (node, { graph }) => {
        const found = graph.having(['AWS::SNS::Subscription'], namesOf, 'main');
        return found.length > 0 && graph.remembered(isThere, node)
          ? fail('found', { evidence: evidenceOf(found, 'found') })
          : pass('not found');
      },
    };
    const template = given(
      { Name: 'main', Size: '1', Other: 'x' },
      {
        T: { Type: 'AWS::SNS::Topic', Properties: { Size: { Ref: 'Size' } } },
        S: {
          Type: 'AWS::SNS::Subscription',
          Properties: { Name: { Ref: 'Name' }, More: { Ref: 'Other' } },
        },
      },
    );
    expect(namedBy(rule, template)).toEqual([['fail', 'Name', 'Size']]);
  });

  test.each([
    ['dev', 'dev', 'a', 'a', 'error'],
    ['dev', 'prod', 'a', 'a', 'warning'],
    ['staging', 'prod', 'a', 'a', 'warning'],
    ['small', 'prod', 'a', 'a', 'error'],
    ['dev', 'dev', 'b', 'a', 'error'],
    ['dev', 'prod', 'b', 'a', 'warning'],
  ])(
    'in %s, where %s is the default, and in %s, where that is %s, is: %s',
    (stage, fallback, kind, usual, level) => {
      const values = (own: string, other: string) =>
        own === other ? [own, 'other'] : [own, other];
      const template = {
        Parameters: {
          Stage: { Type: 'String', Default: fallback, AllowedValues: values(stage, fallback) },
          Kind: { Type: 'String', Default: usual, AllowedValues: values(kind, usual) },
        },
        Conditions: {
          Is: {
            'Fn::And': [
              { 'Fn::Equals': [{ Ref: 'Stage' }, stage] },
              { 'Fn::Equals': [{ Ref: 'Kind' }, kind] },
            ],
          },
        },
        Resources: { T: topic(whenIf('Is', 1, 2)) },
      };
      const graph = graphOf({ template });
      const profile = createProfile({}, graph);
      const { findings } = review({ graph, rules: [sizeRule], profile, today: '2026-01-01' });
      expect(findings.map(({ severity }) => severity)).toEqual([level]);
    },
  );

  test('names no case for what is so in each, and matters more in one', () => {
    const rule: ResourceRule = {
      ...sizeRule,
      check: (node, { graph }) => {
        const size = asNumber(graph.get(node, 'Size'));
        const isLarge = size.state === 'known' && size.value > 1;
        return fail('absent', { severity: isLarge ? 'warning' : 'info' });
      },
    };
    const template = {
      Parameters: { Kind: { Type: 'String', AllowedValues: ['a', 'b'], Default: 'b' } },
      Conditions: { IsA: { 'Fn::Equals': [{ Ref: 'Kind' }, 'a'] } },
      Resources: { T: topic(whenIf('IsA', 2, 1)) },
    };
    const graph = graphOf({ template });
    const profile = createProfile({}, graph);
    const { findings } = review({ graph, rules: [rule], profile, today: '2026-01-01' });
    expect(findings).toMatchObject([{ severity: 'warning', scenario: [], onlyIf: [] }]);
  });

  test('names the values of a parameter for which it is so', () => {
    const size = {
      'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'Size'],
    };
    const template = {
      Parameters: {
        Stage: { Type: 'String', Default: 'prod', AllowedValues: ['dev', 'staging', 'prod'] },
      },
      Mappings: { Sizes: { dev: { Size: 1 }, staging: { Size: 1 }, prod: { Size: 2 } } },
      Resources: { T: topic(size) },
    };
    const graph = graphOf({ template });
    const profile = createProfile({}, graph);
    const { findings } = review({ graph, rules: [sizeRule], profile, today: '2026-01-01' });
    expect(findings.map(({ onlyIf }) => onlyIf)).toEqual([['Stage is dev or staging']]);
  });

  test.each([
    ['prod', 'dev', ['fail']],
    ['production', 'staging', ['fail']],
    ['dev', 'prod', []],
    ['a', 'b', []],
  ])(
    'that is advice counts in %s, which is not the default %s: %j',
    (stage, fallback, statuses) => {
      const template = {
        Parameters: {
          Stage: { Type: 'String', Default: fallback, AllowedValues: [stage, fallback] },
        },
        Conditions: { Is: { 'Fn::Equals': [{ Ref: 'Stage' }, stage] } },
        Resources: { T: topic(whenIf('Is', 1, 2)) },
      };
      const graph = graphOf({ template });
      const rule: ResourceRule = { ...sizeRule, severity: 'info' };
      const profile = createProfile({}, graph);
      const { findings } = review({ graph, rules: [rule], profile, today: '2026-01-01' });
      expect(findings.flatMap(({ status }) => (status === 'fail' ? [status] : []))).toEqual(
        statuses,
      );
    },
  );

  test('is unknown beyond the combinations that are looked at', () => {
    const names = Array.from({ length: 7 }, (_, i) => `C${i}`);
    const Parameters = Object.fromEntries(names.map((n) => [`P${n}`, { Type: 'String' }]));
    const Conditions = Object.fromEntries(
      names.map((n) => [n, { 'Fn::Equals': [{ Ref: `P${n}` }, 'x'] }]),
    );
    const size = names.reduce<unknown>((inner, n) => whenIf(n, inner, inner), 3);
    const Resources = { T: topic(size) };
    const graph = graphOf({ template: { Parameters, Conditions, Resources } });
    const profile = createProfile({}, graph);
    const { findings } = review({ graph, rules: [sizeRule], profile, today: '2026-01-01' });
    expect(findings.map(show)).toEqual([
      "unknown | only 64 combinations of the template's conditions were looked at; there are more",
    ]);
  });
});

describe('a rule', () => {
  test('that breaks is reported as unknown, and the others are still judged', () => {
    const broken: ResourceRule = {
      ...sizeRule,
      check: () => {
        throw new TypeError('x is not a function');
      },
    };
    expect(judged(broken, { T: topic(3) }).findings.map(show)).toEqual([
      'unknown | the rule could not be evaluated: x is not a function',
    ]);
  });

  test('may find several things in one resource', () => {
    const rule: ResourceRule = {
      ...sizeRule,
      check: () => [
        fail('a', { property: ['A'] }),
        pass('b', { property: ['B'] }),
        unknown('c', { property: ['C'] }),
      ],
    };
    expect(judged(rule, { T: topic(1) }).findings.map(show)).toEqual(['fail | a', 'unknown | c']);
  });

  test('that rests on many resources shows the first ten', () => {
    const rule: ResourceRule = {
      ...sizeRule,
      check: (_, { graph }) => ({
        ...fail('a'),
        evidence: evidenceOf(graph.resourcesOf('AWS::SNS::Topic'), 'there'),
      }),
    };
    const resources = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`T${i}`, topic(1)]));
    const [first] = judged(rule, resources).findings;
    expect(first?.evidence.map(({ note }) => note)).toEqual([
      ...Array.from({ length: 9 }, () => 'there'),
      'there (and 2 more)',
    ]);
  });

  test('about the graph is judged in every scenario, subject by subject', () => {
    const rule: GraphRule = {
      ...facts,
      appliesTo: 'graph',
      check: ({ graph }) => {
        const topics = graph.resourcesOf('AWS::SNS::Topic');
        const count = topics.length;
        return [
          { subject: undefined, ...(count > 1 ? pass('two') : fail('one')) },
          ...topics.map((subject) => ({ subject, ...pass('there') })),
        ];
      },
    };
    const { findings } = judged(rule, { A: topic(1), B: topic(1, { Condition: 'Production' }) });
    expect(findings.map((f) => `${f.resource?.logicalId} ${show(f)}`)).toEqual([
      'undefined fail | one | Production=false',
      'A pass | there',
      'B pass | there',
    ]);
  });

  test('has its coverage counted, also where it does not apply', () => {
    const rule: ResourceRule = {
      ...sizeRule,
      check: (node, context) =>
        node.logicalId === 'Other' ? undefined : sizeRule.check(node, context),
    };
    const { coverage } = judged(rule, {
      A: topic(1),
      B: topic(2),
      C: topic({ Ref: 'Stage' }),
      Other: topic(1),
    });
    expect(coverage).toEqual([
      { rule, evaluated: 3, notApplicable: 1, pass: 1, fail: 1, unknown: 1, acknowledged: 0 },
    ]);
  });
});

describe('an acknowledgement', () => {
  const one = { rule: 'HA-ASG-1', resource: 'T', reason: 'small on purpose' };

  test('accepts what fails and what is unknown, and never a pass', () => {
    const status = (size: unknown) =>
      judged(sizeRule, { T: topic(size) }, [one]).findings[0]?.status;
    expect([status(1), status({ Ref: 'Stage' }), status(3)]).toEqual([
      'acknowledged',
      'acknowledged',
      'pass',
    ]);
  });

  test('keeps its reason with the finding', () => {
    expect(judged(sizeRule, { T: topic(1) }, [one]).findings[0]?.acknowledgement).toBe(one);
  });

  test.each([
    ['2026-06-15', 'acknowledged'],
    ['2026-06-14', 'fail'],
  ])('that expires on %s is, on 2026-06-15, %s', (expires, status) => {
    const [finding] = judged(sizeRule, { T: topic(1) }, [{ ...one, expires }]).findings;
    expect(finding?.status).toBe(status);
  });

  test('is unused if its rule or its resource is another', () => {
    const others = [
      { ...one, rule: 'HA-ASG-2' },
      { ...one, resource: 'U' },
    ];
    const result = judged(sizeRule, { T: topic(1) }, others);
    expect(result.findings[0]?.status).toBe('fail');
    expect(result.unusedAcknowledgements).toEqual(others);
    // An app carries some for what it is not always synthesized to.
    const carried = others.map((other) => ({ ...other, source: 'cdk' }) as const);
    expect(judged(sizeRule, { T: topic(1) }, carried).unusedAcknowledgements).toEqual([]);
  });

  test.each(['T', 'App/T', 'App', '*', '**', '*/T'])('may name its resource as %s', (resource) => {
    const [finding] = judged(sizeRule, { T: topic(1) }, [{ ...one, resource }]).findings;
    expect(finding?.status).toBe('acknowledged');
  });

  test.each([
    ['a/b', 'a/b', true],
    ['a/b', 'a/b/c', true],
    ['a/b', 'a/bc', false],
    ['a/*', 'a/b/c', true],
    ['*/c', 'a/b/c', false],
    ['**/c', 'a/b/c', true],
    ['a.c', 'abc', false],
    ['a[b', 'a[b', true],
  ])('%s names %s: %s', (pattern, path, expected) => {
    expect(matchesPath(pattern, path)).toBe(expected);
  });
});

describe('the profile', () => {
  const vpc = 'Vpc: { Type: AWS::EC2::VPC }';
  const profileOf = (options: ProfileOptions, ...stacks: StackInput[]) =>
    createProfile(options, graphOf(...stacks));
  const stack = (region: string, resource: string) => ({
    name: `App-${region}`,
    region,
    template: `Resources: { ${resource} }`,
  });

  test('takes the only Region for the primary one', () => {
    expect(profileOf({}, stack('eu-west-1', vpc)).regions).toEqual([
      { name: 'eu-west-1', role: 'primary' },
    ]);
  });

  test('never guesses which of two Regions is the primary one', () => {
    expect(profileOf({}, stack('eu-west-1', vpc), stack('eu-central-1', vpc)).regions).toEqual([
      { name: 'eu-central-1', role: undefined },
      { name: 'eu-west-1', role: undefined },
    ]);
  });

  test('leaves out a Region that holds but records and metrics', () => {
    const record = 'Record: { Type: AWS::Route53::RecordSet }';
    const { regions } = profileOf({}, stack('eu-west-1', vpc), stack('us-east-1', record));
    expect(regions).toEqual([{ name: 'eu-west-1', role: 'primary' }]);
  });

  test('believes what is declared', () => {
    const declared = {
      strategy: 'pilot-light',
      regions: [{ name: 'eu-west-1', role: 'standby' }],
      floors: { availabilityZones: 3 },
    } as const;
    const { liveData, regions, floors } = profileOf(declared, stack('us-west-2', vpc));
    expect({ liveData, regions }).toEqual({ liveData: true, regions: declared.regions });
    expect(floors).toMatchObject({ availabilityZones: 3, standbyFraction: 0 });
  });
});

describe('a count', () => {
  test.each([
    [{ min: 2, max: 2 }, 'pass', 'zones: 2, at least 2 expected'],
    [{ min: 1, max: 1 }, 'fail', 'zones: 1, at least 2 expected'],
    [{ min: 1, max: 3 }, 'unknown', 'zones: between 1 and 3, at least 2 expected'],
    [{ min: 2, max: Number.POSITIVE_INFINITY }, 'pass', 'zones: 2, at least 2 expected'],
    [{ min: 1, max: Number.POSITIVE_INFINITY }, 'unknown', 'zones: 1 or more, at least 2 expected'],
  ])('%j is judged %s', (bounds, status, message) => {
    expect(judgeCount(bounds, 2, 'zones')).toEqual({ status, message });
  });
});
