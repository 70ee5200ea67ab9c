// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation writes ${Name} in plain texts.
import { describe, expect, test } from 'vitest';
import {
  asNumber,
  explore,
  graphOf,
  identity,
  describe as inWords,
  MAX_SCENARIOS,
  type ResourceGraph,
  type ResourceNode,
  type Scenario,
} from '../../lib/assembly/index.ts';
import { nodeOf } from './support.ts';

const ref = (name: string) => ({ Ref: name });
const equals = (a: unknown, b: unknown) => ({ 'Fn::Equals': [a, b] });

function graphWith(properties: object, conditions: object, more: object = {}): ResourceGraph {
  const template = {
    Parameters: {
      Open: { Type: 'String' },
      Other: { Type: 'String' },
      Stage: { Type: 'String', Default: 'dev' },
      Choice: { Type: 'String', AllowedValues: ['a', 'b', 'c'] },
      Count: { Type: 'Number', Default: 3 },
      Switch: { Type: 'String', Default: 'true', AllowedValues: ['true', 'false'] },
    },
    Conditions: conditions,
    Resources: { A: { Type: 'T', Properties: properties }, ...more },
  };
  return graphOf({ name: 'app', region: 'eu-west-1', template });
}

function show({ assumptions }: Scenario): string {
  return assumptions.map(({ condition, truth }) => `${truth ? '' : 'not '}${condition}`).join(', ');
}

/** Property values per scenario: `condition, …: value value`. */
function outcomes(graph: ResourceGraph, ...properties: string[]): string[] {
  const exploration = explore(graph, (view) => {
    const node = nodeOf(graph, 'A');
    return properties.map((property) => inWords(view.get(node, property))).join(' ');
  });
  expect(exploration.isComplete).toBe(true);
  return exploration.outcomes.map(({ scenario, result }) => `${show(scenario)}: ${result}`);
}

describe('a check', () => {
  test('that meets no open condition runs once', () => {
    const graph = graphWith({ P: { 'Fn::If': ['Yes', 1, 2] } }, { Yes: equals('a', 'a') });
    expect(outcomes(graph, 'P')).toEqual([': 1']);
  });

  test('sees one condition the same way in all properties', () => {
    const graph = graphWith(
      { Min: { 'Fn::If': ['Big', 3, 1] }, Max: { 'Fn::If': ['Big', 9, 2] } },
      { Big: equals(ref('Open'), 'yes') },
    );
    expect(outcomes(graph, 'Min', 'Max')).toEqual(['Big: 3 9', 'not Big: 1 2']);
  });

  test('is told of the parameters whose defaults it read, and of no other', () => {
    const graph = graphWith(
      { P: ['x', { 'Fn::Sub': 'stage-${Stage}' }], Q: ref('Choice') },
      { Yes: equals('a', 'a') },
    );
    const parameters = (property: string) =>
      explore(graph, (view) => view.get(nodeOf(graph, 'A'), property)).outcomes.map(
        ({ scenario }) => [...scenario.reads.keys()].toSorted(),
      );
    expect(parameters('P')).toEqual([['Stage']]);
    expect(parameters('Q')).toEqual([[]]);
  });

  test('that selects resources meets the conditions of those alone that match', () => {
    const graph = graphWith(
      {},
      { Mine: equals(ref('Open'), 'x'), Other: equals(ref('Other'), 'x') },
      {
        B: { Type: 'U', Condition: 'Mine', Properties: { Of: ref('A') } },
        C: { Type: 'U', Condition: 'Other', Properties: { Of: 'another' } },
      },
    );
    const selected = explore(graph, (view) =>
      view
        .select(['U'], (node) => view.get(node, 'Of').kind === 'reference')
        .map(({ logicalId }) => logicalId),
    );
    expect(selected.outcomes.map(({ scenario, result }) => [show(scenario), result])).toEqual([
      ['Mine', ['B']],
      ['not Mine', []],
    ]);
  });

  test('that looks resources up by a key sees the same as one that selects them', () => {
    const graph = graphWith(
      {},
      { Open: equals(ref('Open'), 'x'), Prod: equals(ref('Stage'), 'prod') },
      {
        Plain: { Type: 'U', Properties: { Of: ref('A') } },
        Switched: { Type: 'U', Properties: { Of: { 'Fn::If': ['Prod', ref('A'), 'none'] } } },
        Defaulted: { Type: 'U', Properties: { Of: ref('Stage') } },
        There: { Type: 'U', Condition: 'Open', Properties: { Of: ref('A') } },
      },
    );
    const keysOf = (view: ResourceGraph, node: ResourceNode) => [identity(view.get(node, 'Of'))];
    const by = (ask: (view: ResourceGraph, key: string) => readonly ResourceNode[]) =>
      ['<app/A.Ref>', 'dev', 'none', 'other'].map((key) =>
        explore(graph, (view) => ask(view, key).map(({ logicalId }) => logicalId)).outcomes.map(
          ({ scenario, result }) => [show(scenario), result],
        ),
      );
    const having = by((view, key) => view.having(['U'], keysOf, key));
    expect(having).toEqual(
      by((view, key) => view.select(['U'], (node) => keysOf(view, node).includes(key))),
    );
    expect(having[0]).toContainEqual(['Prod, not Open', ['Plain', 'Switched']]);
    expect(having[3]).toHaveLength(2);
  });

  test('sees the defaults first', () => {
    const graph = graphWith(
      { P: { 'Fn::If': ['Prod', 3, 1] } },
      { Prod: equals(ref('Stage'), 'prod') },
    );
    const { outcomes } = explore(graph, (view) => asNumber(view.get(nodeOf(graph, 'A'), 'P')));
    expect(outcomes).toMatchObject([
      { scenario: { isDefault: true, assumptions: [{ truth: false }] }, result: { value: 1 } },
      { scenario: { isDefault: false, assumptions: [{ truth: true }] }, result: { value: 3 } },
    ]);
  });

  test('never sees a parameter with two values at once', () => {
    const graph = graphWith(
      { P: { 'Fn::If': ['IsX', 1, 2] }, Q: { 'Fn::If': ['IsY', 1, 2] } },
      { IsX: equals(ref('Open'), 'x'), IsY: equals('y', ref('Open')) },
    );
    expect(outcomes(graph, 'P', 'Q')).toEqual([
      'IsX, not IsY: 1 2',
      'not IsX, IsY: 2 1',
      'not IsX, not IsY: 2 2',
    ]);
  });

  test('reads a number or switch as the condition says that it is', () => {
    const graph = graphWith(
      {
        P: { 'Fn::If': ['None', 'off', 'on'] },
        Q: ref('Count'),
        R: { 'Fn::If': ['IsOn', 'a', 'b'] },
        S: ref('Switch'),
      },
      { None: equals(ref('Count'), '0'), IsOn: equals(ref('Switch'), 'true') },
    );
    expect(outcomes(graph, 'P', 'Q')).toEqual(['not None: on 3', 'None: off 0']);
    expect(outcomes(graph, 'R', 'S')).toEqual(['IsOn: a true', 'not IsOn: b false']);
    // What the condition has not been asked about yet is as it is by default.
    expect(outcomes(graph, 'Q', 'P')).toEqual(['not None: 3 on', 'None: 3 off']);
  });

  test('knows the values that a parameter may have', () => {
    const graph = graphWith(
      {
        P: { 'Fn::If': ['IsA', 1, { 'Fn::If': ['IsB', 2, { 'Fn::If': ['IsC', 3, 4] }] }] },
        Q: { 'Fn::If': ['IsD', 1, 0] },
      },
      {
        IsA: equals(ref('Choice'), 'a'),
        IsB: equals(ref('Choice'), 'b'),
        IsC: equals(ref('Choice'), 'c'),
        IsD: equals(ref('Choice'), 'd'),
      },
    );
    expect(outcomes(graph, 'P', 'Q')).toEqual([
      'IsA: 1 0',
      'not IsA, IsB: 2 0',
      'not IsA, not IsB, IsC: 3 0',
    ]);
  });

  test('sees And, Or, Not and nested conditions', () => {
    const graph = graphWith(
      { P: { 'Fn::If': ['Both', 1, 2] }, Q: { 'Fn::If': ['Neither', 1, 2] } },
      {
        X: equals(ref('Open'), 'x'),
        Y: equals(ref('Other'), 'y'),
        Both: { 'Fn::And': [{ Condition: 'X' }, { Condition: 'Y' }] },
        Neither: { 'Fn::Not': [{ 'Fn::Or': [{ Condition: 'X' }, { Condition: 'Y' }] }] },
      },
    );
    expect(outcomes(graph, 'P', 'Q')).toEqual([
      'Both, not Neither: 1 2',
      'not Both, not Neither: 2 2',
      'not Both, not Neither: 2 2',
      'not Both, Neither: 2 1',
    ]);
  });

  test('sees a nested stack’s parameter as its parent passes it', () => {
    const child = {
      Parameters: { Size: { Type: 'String' } },
      Conditions: { Big: equals(ref('Size'), 'big') },
      Resources: { B: { Type: 'T', Properties: { P: { 'Fn::If': ['Big', 2, 1] } } } },
    };
    const nested = {
      Type: 'AWS::CloudFormation::Stack',
      Properties: { TemplateURL: 'x', Parameters: { Size: ref('Open') } },
    };
    const template = {
      Parameters: { Open: { Type: 'String' } },
      Conditions: { Large: equals(ref('Open'), 'big') },
      Resources: { A: { Type: 'T', Properties: { P: { 'Fn::If': ['Large', 2, 1] } } }, N: nested },
    };
    const graph = graphOf({ name: 'app', template, nested: { N: child } });
    const values = explore(graph, (view) =>
      ['A', 'B'].map((id) => inWords(view.get(nodeOf(graph, id), 'P'))).join(' '),
    );
    expect(values.outcomes.map(({ result }) => result)).toEqual(['2 2', '1 1']);
  });

  test.each([
    ['a reference', { Ref: 'Vpc' }, false],
    ['a text around a reference', { 'Fn::Sub': 'a-${Vpc}' }, false],
    ['a text with something in it', { 'Fn::Sub': 'a-${AWS::AccountId}' }, false],
    ['a text that may be nothing else than a parameter', { 'Fn::Sub': '${Open}' }, undefined],
    ['an empty text', '', true],
  ])('knows whether %s is empty', (_, value, expected) => {
    for (const pair of [
      [value, ''],
      ['', value],
    ]) {
      const graph = graphWith(
        { P: { 'Fn::If': ['Empty', 'empty', 'full'] } },
        { Empty: { 'Fn::Equals': pair } },
        { Vpc: { Type: 'AWS::EC2::VPC' } },
      );
      const open = [true, false].filter((one) => expected === undefined || one === expected);
      const found = explore(graph, (view) => inWords(view.get(nodeOf(graph, 'A'), 'P')));
      expect(found.outcomes.map(({ result }) => result)).toEqual(
        open.map((one) => (one ? 'empty' : 'full')),
      );
    }
  });

  test.each([
    ['by the default', { Ref: 'Stage' }, ['Stage is dev: 1', 'Stage is prod: 3']],
    ['by an open parameter', { Ref: 'Choice' }, ['Choice is a: 7', 'Choice is b or c: 8']],
    ['that is plain', 'prod', [': 3']],
  ])('sees a mapping by a key %s as the condition that it is', (_, key, expected) => {
    const graph = graphOf({
      name: 'app',
      template: {
        Parameters: {
          Stage: { Type: 'String', Default: 'dev' },
          Choice: { Type: 'String', AllowedValues: ['a', 'b', 'c'] },
          Count: { Type: 'Number', Default: 3 },
          Switch: { Type: 'String', Default: 'true', AllowedValues: ['true', 'false'] },
        },
        Mappings: { Sizes: { dev: { n: 1 }, prod: { n: 3 }, a: { n: 7 }, b: { n: 8 } } },
        Resources: {
          A: { Type: 'T', Properties: { P: { 'Fn::FindInMap': ['Sizes', key, 'n'] } } },
        },
      },
    });
    const { outcomes } = explore(graph, (view) => inWords(view.get(nodeOf(graph, 'A'), 'P')));
    const shown = outcomes.map(
      ({ scenario, result }) => `${scenario.choices.join(', ')}: ${result}`,
    );
    expect(shown).toEqual(expect.arrayContaining(expected));
    expect(outcomes[0]?.scenario.isDefault).toBe(true);
  });

  test('does not look at each key of a long table', () => {
    const keys = Array.from({ length: 40 }, (_, i) => [`k${i}`, { n: i }]);
    const graph = graphOf({
      template: {
        Parameters: { Key: { Type: 'String', Default: 'k3' } },
        Mappings: { Long: Object.fromEntries(keys) },
        Resources: {
          A: { Type: 'T', Properties: { P: { 'Fn::FindInMap': ['Long', { Ref: 'Key' }, 'n'] } } },
        },
      },
    });
    expect(outcomes(graph, 'P')).toEqual([': 3']);
  });

  test('is told when there are too many combinations', () => {
    const names = Array.from({ length: 8 }, (_, i) => `C${i}`);
    const parameters = names.map((name) => [`P${name}`, { Type: 'String' }]);
    const conditions = names.map((name) => [name, equals(ref(`P${name}`), 'yes')]);
    const graph = graphOf({
      template: {
        Parameters: Object.fromEntries(parameters),
        Conditions: Object.fromEntries(conditions),
        Resources: {
          A: { Type: 'T', Properties: { P: names.map((n) => ({ 'Fn::If': [n, 1, 2] })) } },
        },
      },
    });
    const { outcomes, isComplete } = explore(graph, (view) => view.get(nodeOf(graph, 'A'), 'P'));
    expect({ runs: outcomes.length, isComplete }).toEqual({
      runs: MAX_SCENARIOS,
      isComplete: false,
    });
  });
});

describe('a view', () => {
  const graph = graphWith(
    {
      Names: ['x', { 'Fn::If': ['On', 'y', ref('AWS::NoValue')] }, 'z'],
      To: { 'Fn::If': ['On', ref('B'), ref('C')] },
    },
    { On: equals(ref('Open'), 'yes'), Off: { 'Fn::Not': [{ Condition: 'On' }] } },
    {
      B: { Type: 'T', Condition: 'On' },
      C: { Type: 'T', Condition: 'Off' },
      D: { Type: 'U', Condition: 'Off', Properties: { To: ref('C') } },
    },
  );
  const views = explore(graph, (view) => view);

  test('has the resources whose conditions hold', () => {
    const { outcomes } = explore(graph, (view) => [
      view.resourcesOf('T').map((node) => node.logicalId),
      view.nodes.length,
      view.inRegion('eu-west-1').length,
    ]);
    expect(outcomes.map(({ result }) => result)).toEqual([
      [['A', 'B'], 2, 2],
      [['A', 'C'], 3, 3],
    ]);
    expect(views.outcomes).toHaveLength(1);
  });

  test('has the references whose conditions hold', () => {
    const { outcomes } = explore(graph, (view) => ({
      to: view.references(nodeOf(graph, 'A')).map((edge) => edge.to.logicalId),
      from: view.referrers(nodeOf(graph, 'C')).map((edge) => edge.from.logicalId),
    }));
    expect(outcomes.map(({ result }) => result)).toEqual([
      { to: ['B'], from: [] },
      { to: ['C'], from: ['A', 'D'] },
    ]);
    expect(graph.references(nodeOf(graph, 'A')).map((edge) => edge.when.length)).toEqual([1, 1]);
  });

  test('has lists without what is absent', () => {
    const { outcomes } = explore(graph, (view) => inWords(view.get(nodeOf(graph, 'A'), 'Names')));
    expect(outcomes.map(({ result }) => result)).toEqual(['[x, y, z]', '[x, z]']);
  });

  test('of a subject’s existence leaves out the scenarios in which it is not there', () => {
    const { outcomes } = explore(
      graph,
      (view) => view.resourcesOf('T').map((node) => node.logicalId),
      nodeOf(graph, 'D'),
    );
    expect(outcomes.map(({ scenario, result }) => [show(scenario), result])).toEqual([
      ['Off, not On', ['A', 'C']],
    ]);
  });

  test('the graph itself keeps both sides and says that existence is open', () => {
    expect(graph.exists(nodeOf(graph, 'B'))).toBeUndefined();
    expect(graph.exists(nodeOf(graph, 'A'))).toBe(true);
    expect(graph.resourcesOf('T')).toHaveLength(3);
  });

  test('knows that what is in a nested stack exists only with the stack', () => {
    const template = {
      Parameters: { Open: { Type: 'String' } },
      Conditions: { On: equals(ref('Open'), 'yes'), Never: equals('a', 'b') },
      Resources: {
        N: {
          Type: 'AWS::CloudFormation::Stack',
          Condition: 'On',
          Properties: { TemplateURL: 'x' },
        },
        M: {
          Type: 'AWS::CloudFormation::Stack',
          Condition: 'Never',
          Properties: { TemplateURL: 'x' },
        },
      },
    };
    const child = { Resources: { X: { Type: 'T' } } };
    const nested = graphOf({ name: 'app', template, nested: { N: child, M: child } });
    expect(nested.resourcesOf('T').map((node) => nested.exists(node))).toEqual([undefined, false]);
    const { outcomes } = explore(nested, (view) => view.resourcesOf('T').length);
    expect(outcomes.map(({ result }) => result)).toEqual([1, 0]);
  });
});
