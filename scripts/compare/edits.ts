/** A resource of a template, as JSON of unknown shape. */
// biome-ignore lint/suspicious/noExplicitAny: JSON of unknown shape
export type Resource = { Type: string; Properties: any; [attribute: string]: any };
export type Resources = Record<string, Resource>;

/** One thing that is wrong, as one edit of one template. */
export interface Fault {
  readonly kind: 'availability' | 'security' | 'validity';
  readonly name: string;
  /** The end of the name of the stack that is edited. */
  readonly stack: string;
  readonly edit: (resources: Resources) => void;
  /**
   * What a stack of its own has, with and without the fault, in subnets of three zones.
   *
   * @default - the fault is in a stack of the sample
   */
  readonly given?: (subnets: readonly unknown[]) => Resources;
  /** Where it was published. @default - a choice of ours */
  readonly source?: `https://${string}`;
}

/** The stack of what the sample does not have. */
export const OTHER_STACK = 'eu-west-1-other';

/** All resources of a type. */
export function of(resources: Resources, type: string): Resource[] {
  const found = Object.values(resources).filter(({ Type }) => Type === `AWS::${type}`);
  if (found.length === 0) throw new Error(`no AWS::${type}`);
  return found;
}

export const published = (
  name: string,
  stack: string,
  source: Fault['source'] & string,
  edit: Fault['edit'],
): Fault => ({ kind: 'availability', name, stack, source, edit });
