import {
  type CfnElement,
  CfnOutput,
  CfnResource,
  Reference,
  ReferenceStrength,
  Stack,
  Tokenization,
} from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { replacementDigest } from './replacement-digest.ts';

/**
 * A stack whose values others read, none of which goes stale: docs/adr/0015.
 *
 * What is never replaced is {@link keepExported exported}, and CloudFormation refuses to change an
 * export that is in use. Everything else is read by `Fn::GetStackOutput`, which tells no reader when
 * the value changes; so the name of the output has a digest of what would replace the resource, and
 * whoever reads it changes in the same deployment as the resource does.
 */
export class ReferableStack extends Stack {
  readonly #kept = new Set<CfnResource>();
  readonly #ids = new Map<CfnElement, string>();

  /**
   * Exports what is never replaced, whether or not another stack of today's plan imports it: an
   * export that went with its last import could not be removed before the import is, and stacks are
   * deployed in the other order.
   */
  protected keepExported(...values: readonly string[]): void {
    for (const value of values) {
      const resource = referredTo(value);
      if (resource === undefined) throw new Error(`${this.node.path} can export attributes only`);
      this.#kept.add(resource);
      resource.applyCrossStackReferenceStrength(ReferenceStrength.STRONG);
      this.exportValue(value);
      publish(this, value);
    }
  }

  protected override allocateLogicalId(element: CfnElement): string {
    // The CDK asks for it whenever something refers to it, and hashes the path each time.
    const logicalId = this.#ids.get(element) ?? super.allocateLogicalId(element);
    this.#ids.set(element, logicalId);
    // The CDK's own outputs are below a scope of its own; those for operators keep their names.
    const isRead = element instanceof CfnOutput && element.node.scope !== this;
    const resource = isRead && !element.exportName ? referredTo(element.value) : undefined;
    return resource === undefined || this.#kept.has(resource)
      ? logicalId
      : `${logicalId}${replacementDigest(resource)}`;
  }
}

/**
 * The output by which the CDK has a weak reference read a value, under the same name. Stacks that
 * were deployed when all references were weak read it until their own update is over, and again
 * when that is rolled back: docs/upgrading.md.
 */
function publish(stack: Stack, value: string): void {
  const scope = stack.node.tryFindChild('Publish') ?? new Construct(stack, 'Publish');
  new CfnOutput(scope as Construct, `Output${JSON.stringify(stack.resolve(value))}`, { value });
}

function referredTo(value: unknown): CfnResource | undefined {
  const token =
    typeof value === 'string' ? Tokenization.reverseString(value).firstToken : undefined;
  return Reference.isReference(token) && CfnResource.isCfnResource(token.target)
    ? token.target
    : undefined;
}
