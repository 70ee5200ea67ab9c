import { expect, test } from 'vitest';
import { replacingProperties as listed } from '../../../lib/stacks/references/replacing-properties.ts';
import { strategies } from '../../../lib/strategies/index.ts';
import { configWith } from '../../support/config.ts';
import { exportsOf, importsOf, sourcesOf, weakReferences } from '../../support/deployment.ts';
import { holdsData, replacingProperties } from '../../support/specification.ts';
import { resourcesOf, type SynthesizedStack, synthesize } from '../../support/templates.ts';

const architectures = strategies.map(
  ({ name }) => [name, synthesize(configWith({ strategy: name }))] as const,
);

test.each(architectures)(
  'no property that replaces a resource waits for another stack’s output: %s',
  (_, stacks) => {
    const waiting = stacks.flatMap((stack) =>
      weakReferences(stack)
        .filter(({ type, property }) => replacingProperties(type).includes(property))
        .map(({ logicalId, type, property }) => `${stack.name} ${type} ${logicalId} ${property}`),
    );
    expect(waiting).toEqual([]);
  },
);

test.each(architectures)('what holds data reads other stacks by exports alone: %s', (_, stacks) => {
  const reading = stacks.flatMap((stack) =>
    weakReferences(stack)
      .filter(({ type }) => holdsData(type))
      .map(({ logicalId, property }) => `${stack.name} ${logicalId} ${property}`),
  );
  expect(reading).toEqual([]);
  const data = stacks.filter(({ name }) => name.endsWith('-data'));
  for (const { template } of data) expect(importsOf(template).length).toBeGreaterThan(0);
});

test('exports do not come and go with those that import them', () => {
  const found = new Map<string, Set<string>>();
  for (const [, stacks] of architectures) {
    for (const { name, template } of stacks) {
      const exported = [...exportsOf(template).keys()].sort().join('\n');
      found.set(name, (found.get(name) ?? new Set()).add(exported));
    }
  }
  const several = [...found].filter(([, sets]) => sets.size > 1).map(([name]) => name);
  expect(several).toEqual([]);
  const exporting = [...found].filter(([, sets]) => !sets.has('')).map(([name]) => name);
  expect(new Set(exporting.map((name) => name.replace(/.*-/, '')))).toEqual(
    new Set(['foundation', 'network', 'data']),
  );
});

test.each(architectures)('what is exported can be read by name as well: %s', (_, stacks) => {
  for (const { name, template } of stacks) {
    const outputs = Object.entries(template.Outputs ?? {});
    const readable = outputs
      .filter(([id, { Export }]) => Export === undefined && id.startsWith('PublishOutput'))
      .map(([, { Value }]) => JSON.stringify(Value));
    for (const [, { Export, Value }] of outputs) {
      if (Export !== undefined)
        expect([name, readable]).toEqual([name, expect.arrayContaining([JSON.stringify(Value)])]);
    }
  }
});

test('the properties that replace what is read weakly are those of the specification', () => {
  const read = new Set(
    architectures.flatMap(([, stacks]) =>
      stacks.flatMap((stack) =>
        weakReferences(stack).map(({ producer, output }) => typeOf(stacks, producer, output)),
      ),
    ),
  );
  for (const [type, properties] of listed) {
    expect([type, properties]).toEqual([type, replacingProperties(type).sort()]);
  }
  // What its value is cut out of is listed; the parameter itself counts with all there is.
  const unlisted = [...read].filter((type) => !listed.has(type));
  expect(unlisted).toEqual(['AWS::SSM::Parameter']);
});

test.each(architectures)('a macro is given values of its own stack: %s', (strategy, stacks) => {
  const rotations = stacks.flatMap(({ template }) =>
    resourcesOf(template, 'AWS::SecretsManager::RotationSchedule').map(
      ([, { Properties }]) => [template, Properties.HostedRotationLambda] as const,
    ),
  );
  expect([strategy, rotations.length]).toEqual([strategy, 1]);
  for (const [template, { VpcSubnetIds, KmsKeyArn, VpcSecurityGroupIds }] of rotations) {
    for (const value of [VpcSubnetIds, KmsKeyArn, VpcSecurityGroupIds]) {
      const [[name, [id]]] = Object.entries(value) as [[string, [string, string]]];
      expect([name, template.Resources[id] !== undefined]).toEqual(['Fn::GetAtt', true]);
    }
  }
});

test.each(architectures)(
  'what ARC shifts is known before a deployment, and followed: %s',
  (_, stacks) => {
    for (const { name, region, template } of stacks) {
      const shifted = resourcesOf(template, 'AWS::ARCZonalShift::ZonalAutoshiftConfiguration');
      const service = stacks.find((stack) => stack.name === `evenkeel-${region}-service`);
      for (const [id, { Properties }] of shifted) {
        const parameter = template.Parameters?.[Properties.ResourceIdentifier.Ref];
        expect([name, id, parameter?.Type]).toEqual([
          name,
          id,
          'AWS::SSM::Parameter::Value<String>',
        ]);
        const published = resourcesOf(
          service?.template ?? { Resources: {} },
          'AWS::SSM::Parameter',
        );
        expect(published.map(([, each]) => each.Properties.Name)).toContain(parameter?.Default);
      }
    }
  },
);

/** The type of the resource that an output has a value of. */
function typeOf(stacks: readonly SynthesizedStack[], producer: string, output: string): string {
  const template = stacks.find(({ name }) => name === producer)?.template;
  const [id = ''] = sourcesOf(template, output);
  return template?.Resources[id]?.Type ?? '';
}
