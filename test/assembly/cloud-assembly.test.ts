import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { load } from '../../lib/assembly/index.ts';
import { folderOf, nodeOf, QUEUE, report } from './support.ts';

describe('a cloud assembly', () => {
  const manifest = (artifacts: object) => ({ version: '55.0.0', artifacts });
  const stack = (properties: object = {}, more: object = {}) => ({
    type: 'aws:cloudformation:stack',
    environment: 'aws://unknown-account/eu-west-1',
    properties: { templateFile: 'A.template.json', ...properties },
    ...more,
  });

  test('as written by older versions of CDK, with metadata in the manifest', () => {
    const folder = folderOf({
      'manifest.json': manifest({
        A: stack(
          {
            stackName: 'a-name',
            parameters: { P: 'given' },
            tags: { team: 'x' },
            terminationProtection: true,
          },
          {
            dependencies: ['B', 'A.assets'],
            metadata: { '/App/A/Queue/Resource': [{ type: 'aws:cdk:logicalId', data: 'Queue' }] },
            displayName: 'App/A (a-name)',
          },
        ),
        B: stack(
          { templateFile: 'B.template.json' },
          { environment: 'aws://111111111111/unknown-region' },
        ),
      }),
      'A.template.json': {
        Parameters: { P: { Type: 'String' } },
        Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'P' } } } },
      },
      'B.template.json': QUEUE,
    });
    const { graph, problems } = report(folder);
    expect(problems).toEqual([]);
    expect(graph.stacks).toMatchObject([
      {
        id: 'App/A',
        name: 'a-name',
        region: 'eu-west-1',
        account: undefined,
        tags: { team: 'x' },
        terminationProtection: true,
        dependencies: [{ id: 'B' }],
      },
      {
        id: 'B',
        name: 'B',
        region: undefined,
        account: '111111111111',
        tags: {},
        terminationProtection: false,
      },
    ]);
    const [queue] = graph.resourcesOf('AWS::SQS::Queue');
    expect(queue?.constructPath).toBe('App/A/Queue/Resource');
    expect(queue && graph.get(queue, 'QueueName')).toMatchObject({ value: 'given' });
  });

  test('without metadata takes construct paths from the tree', () => {
    const folder = folderOf({
      'manifest.json': manifest({ A: stack() }),
      'A.template.json': QUEUE,
      'tree.json': {
        tree: {
          path: '',
          children: {
            A: {
              path: 'A',
              children: {
                Q: { path: 'A/Q', attributes: { 'aws:cdk:cloudformation:logicalId': 'Queue' } },
              },
            },
          },
        },
      },
    });
    expect(nodeOf(report(folder).graph, 'Queue').constructPath).toBe('A/Q');
  });

  test('is found below a folder, and by its manifest', () => {
    const folder = folderOf({
      'app/cdk.out/manifest.json': manifest({ A: stack() }),
      'app/cdk.out/A.template.json': QUEUE,
      'app/other.yaml': 'Resources: { X: { Type: A::B::C } }',
    });
    expect(report(folder).stacks).toEqual(['A', 'app/other.yaml']);
    expect(report(folder, [join(folder, 'app/cdk.out/manifest.json')]).stacks).toEqual(['A']);
  });

  test('given beside another that has stacks of the same path keeps both', () => {
    const files = { 'manifest.json': manifest({ A: stack() }), 'A.template.json': QUEUE };
    const one = folderOf(files);
    const two = folderOf(files);
    const { graph } = load([one, two]);
    expect(graph.stacks.map((s) => s.id).toSorted()).toEqual(
      [`A (${one}/A.template.json)`, `A (${two}/A.template.json)`].toSorted(),
    );
    expect(new Set(graph.nodes.map((node) => node.id)).size).toBe(2);
  });

  test.each<[string, Readonly<Record<string, string | object>>, string]>([
    [
      'no template',
      { 'manifest.json': manifest({ A: stack() }) },
      'error A.template.json: found nothing; expected a readable file',
    ],
    [
      'a stack without a template',
      { 'manifest.json': manifest({ A: stack({ templateFile: 1 }) }) },
      'error manifest.json: found the number 1 as the templateFile of the stack A; expected the name of a template in the folder of the manifest; synthesize the app again',
    ],
    ...['../A.template.json', 'b/../../A.template.json', '/etc/passwd'].map<
      [string, Record<string, object>, string]
    >((templateFile) => [
      `${templateFile} as a template, which is none of its own files,`,
      { 'manifest.json': manifest({ A: stack({ templateFile }) }) },
      `error manifest.json: found the text "${templateFile}" as the templateFile of the stack A`,
    ]),
    [
      'a nested assembly in another folder',
      {
        'manifest.json': manifest({
          S: { type: 'cdk:cloud-assembly', properties: { directoryName: '../gone' } },
        }),
      },
      'error manifest.json: found the text "../gone" as the folder of the nested assembly S',
    ],
    [
      'artifacts that are a list',
      { 'manifest.json': manifest([]) },
      'error manifest.json: found a list as artifacts',
    ],
    [
      'a truncated manifest',
      { 'manifest.json': '{"artifacts": {' },
      'error manifest.json:1:16: found the end of the file',
    ],
    [
      'a nested assembly without a folder',
      { 'manifest.json': manifest({ S: { type: 'cdk:cloud-assembly' } }) },
      'error manifest.json: found nothing as the folder of the nested assembly S',
    ],
    [
      'a nested assembly that is missing',
      {
        'manifest.json': manifest({
          S: { type: 'cdk:cloud-assembly', properties: { directoryName: 'gone' } },
        }),
      },
      'error gone/manifest.json: found nothing',
    ],
    [
      'a nested assembly that is itself',
      {
        'manifest.json': manifest({
          S: { type: 'cdk:cloud-assembly', properties: { directoryName: '.' } },
        }),
      },
      'error manifest.json: found the text "." as the folder of the nested assembly S',
    ],
    [
      'broken assets',
      {
        'manifest.json': manifest({
          A: { type: 'cdk:asset-manifest', properties: { file: 'a.json' } },
        }),
        'a.json': '[]',
      },
      'error a.json: found a list; expected a mapping in a.json',
    ],
  ])('with %s is a problem', (_, files, message) => {
    expect(report(folderOf(files)).problems[0]).toContain(message);
  });
});
