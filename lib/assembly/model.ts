import type { Template } from './input/template.ts';
import { type JsonObject, own } from './json.ts';

/** One stack: a template together with where and how it is deployed. */
export interface TemplateStack {
  /**
   * Unique in the graph: the construct path of a CDK stack, the path of a template file, and
   * parent ID + logical ID for a nested stack.
   */
  readonly id: string;
  /** The name it is deployed under; undefined where only the deployment decides it. */
  readonly name: string | undefined;
  /** Construct path of the cloud assembly (Stage) that holds it, '' for the outermost. */
  readonly assembly: string;
  readonly constructPath: string | undefined;
  /** Undefined where the template does not say: any Region, any account. */
  readonly region: string | undefined;
  readonly account: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  /** Undefined for templates outside of a cloud assembly. */
  readonly terminationProtection: boolean | undefined;
  /** Stacks that are deployed before this one. */
  readonly dependencies: readonly TemplateStack[];
  readonly parent: { readonly stack: TemplateStack; readonly logicalId: string } | undefined;
  /** Nested stacks by the logical ID of their `AWS::CloudFormation::Stack`. */
  readonly nested: ReadonlyMap<string, TemplateStack>;
  /** Values given to template parameters by the assembly. */
  readonly parameterValues: Readonly<Record<string, string>>;
  readonly template: Template;
  /**
   * What CDK recorded about the stack's constructs: lists of `{ type, data }` by `/` and construct
   * path. Read when it is first asked for; empty outside of a cloud assembly.
   */
  readonly constructMetadata: () => JsonObject;
}

/** One resource of one stack. */
export interface ResourceNode {
  /** `STACK_ID/LOGICAL_ID`, unique in the graph. */
  readonly id: string;
  readonly stack: TemplateStack;
  readonly logicalId: string;
  readonly type: string;
  /** Construct path, as CDK recorded it; undefined for templates that CDK did not write. */
  readonly constructPath: string | undefined;
  readonly region: string | undefined;
  readonly account: string | undefined;
  /** Name of the condition under which the resource exists. */
  readonly condition: string | undefined;
  readonly dependsOn: readonly string[];
  /** The whole resource as written, functions in long form. Prefer `graph.get`. */
  readonly raw: JsonObject;
}

/** An entry of a template's section, own keys only. */
export function entry(stack: TemplateStack, section: string, name: string): unknown {
  return own(own(stack.template.body, section), name);
}

/** The type that a parameter is declared with; undefined: there is no such parameter. */
export function parameterType(stack: TemplateStack, name: string): string | undefined {
  const declaration = entry(stack, 'Parameters', name);
  return declaration === undefined ? undefined : String(own(declaration, 'Type') ?? 'String');
}
