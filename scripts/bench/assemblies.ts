import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A folder to review or predict, and how many resources are in it. */
export interface Sample {
  readonly folder: string;
  readonly resources: number;
}

/**
 * Copies of a synthesized architecture side by side, each under a name of its own, until there are
 * about as many resources as asked for.
 */
export function copiesOf(from: string, name: string, resources: number, to: string): Sample {
  const files = globSync('*.json', { cwd: from }).map((file) => ({
    file,
    text: readFileSync(join(from, file), 'utf8'),
  }));
  const inOne = files
    .filter(({ file }) => file.endsWith('.template.json'))
    .reduce((sum, { text }) => sum + Object.keys(JSON.parse(text).Resources ?? {}).length, 0);
  const copies = Math.max(1, Math.round(resources / inOne));
  for (let copy = 0; copy < copies; copy++) {
    const own = (text: string) => text.replaceAll(name, `${name}${copy}`);
    const folder = join(to, `copy-${copy}`);
    mkdirSync(folder, { recursive: true });
    for (const { file, text } of files) writeFileSync(join(folder, own(file)), own(text));
  }
  return { folder: to, resources: copies * inOne };
}

const condition = (parameter: string, value: string) => ({
  'Fn::Equals': [{ Ref: parameter }, value],
});

/** Inputs that are unlike what people write, and that no review may hang on. */
export const AWKWARD: Readonly<Record<string, () => readonly object[]>> = {
  '65 independent stacks with conditions': () =>
    Array.from({ length: 65 }, (_, stack) => ({
      Parameters: Object.fromEntries(range(4, (i) => [`P${i}`, { Type: 'String' }])),
      Conditions: Object.fromEntries(range(4, (i) => [`C${i}`, condition(`P${i}`, 'yes')])),
      Resources: {
        Queue: {
          Type: 'AWS::SQS::Queue',
          Condition: 'C0',
          Properties: { QueueName: `queue-${stack}` },
        },
        Group: {
          Type: 'AWS::AutoScaling::AutoScalingGroup',
          Properties: { MinSize: { 'Fn::If': ['C1', 2, 1] }, MaxSize: 4 },
        },
        Database: {
          Type: 'AWS::RDS::DBCluster',
          Properties: {
            Engine: 'aurora-postgresql',
            DeletionProtection: { 'Fn::If': ['C2', true, false] },
          },
        },
        Alarm: {
          Type: 'AWS::CloudWatch::Alarm',
          Condition: 'C3',
          Properties: { AlarmName: `alarm-${stack}`, AlarmActions: [{ Ref: 'Topic' }] },
        },
        Topic: { Type: 'AWS::SNS::Topic' },
      },
    })),
  '400 queues under 200 conditions': () => [
    {
      Parameters: Object.fromEntries(range(200, (i) => [`P${i}`, { Type: 'String' }])),
      Conditions: Object.fromEntries(range(200, (i) => [`C${i}`, condition(`P${i}`, 'yes')])),
      Resources: Object.fromEntries([
        ['Dead', { Type: 'AWS::SQS::Queue' }],
        ...range(400, (i) => [
          `Queue${i}`,
          {
            Type: 'AWS::SQS::Queue',
            Condition: `C${i % 200}`,
            Properties: {
              RedrivePolicy: {
                deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] },
                maxReceiveCount: { 'Fn::If': [`C${(i + 7) % 200}`, 3, 5] },
              },
            },
          },
        ]),
      ]),
    },
  ],
  'a chain of 20,000 conditions': () => [
    {
      Parameters: { P: { Type: 'String' } },
      Conditions: {
        C0: condition('P', 'yes'),
        ...Object.fromEntries(
          range(19_999, (i) => [`C${i + 1}`, { 'Fn::Not': [{ Condition: `C${i}` }] }]),
        ),
      },
      Resources: { Queue: { Type: 'AWS::SQS::Queue', Condition: 'C19999' } },
    },
  ],
  'a mapping of 100,000 keys': () => [
    {
      Parameters: { P: { Type: 'String' } },
      Mappings: { M: Object.fromEntries(range(100_000, (i) => [`k${i}`, { v: i % 60 }])) },
      Resources: {
        Queue: {
          Type: 'AWS::SQS::Queue',
          Properties: { VisibilityTimeout: { 'Fn::FindInMap': ['M', { Ref: 'P' }, 'v'] } },
        },
      },
    },
  ],
};

function range<T>(length: number, item: (index: number) => T): T[] {
  return Array.from({ length }, (_, index) => item(index));
}

/** Writes templates into a folder of their own. */
export function writeTemplates(templates: readonly object[], to: string): string {
  mkdirSync(to, { recursive: true });
  for (const [index, template] of templates.entries()) {
    writeFileSync(join(to, `stack-${index}.json`), JSON.stringify(template));
  }
  return to;
}
