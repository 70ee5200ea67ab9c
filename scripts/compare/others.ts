import { type Fault, OTHER_STACK, published, type Resources } from './edits.ts';

export const docs = 'https://docs.aws.amazon.com';
export const advisor = `${docs}/awssupport/latest/user/fault-tolerance-checks.html` as const;
export const controls = (service: string) =>
  `${docs}/securityhub/latest/userguide/${service}-controls.html` as const;

/** What is added: by logical ID its type, without AWS, and its properties. */
export type Parts = Readonly<Record<string, readonly [string, Record<string, unknown>]>>;

/** A fault of what the sample does not have: it is added whole, in a stack of its own, and then broken. */
export function other(
  name: string,
  source: Fault['source'] & string,
  parts: (subnets: readonly unknown[]) => Parts,
  edit: Fault['edit'],
): Fault {
  const given = (subnets: readonly unknown[]): Resources => {
    const kept = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
    const resources = Object.entries(parts(subnets)).map(([id, [type, Properties]]) => {
      return [id, { Type: `AWS::${type}`, Properties, ...kept }];
    });
    return structuredClone(Object.fromEntries(resources));
  };
  return { ...published(name, OTHER_STACK, source, edit), given };
}

/** Assigns properties; `undefined` takes one away. */
export const change =
  (id: string, values: Record<string, unknown>): Fault['edit'] =>
  (resources) => {
    Object.assign(resources[id]?.Properties, values);
  };

export const ref = (id: string) => ({ Ref: id });
export const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
export const zone = (letter: string) => `eu-west-1${letter}`;
