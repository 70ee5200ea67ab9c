import { own } from '../json.ts';
import type { FunctionContext } from './intrinsics.ts';
import { overBranches, type Resolved, withProvenance } from './values.ts';

/** Attributes that return a property as it was given. */
const ECHOED: Readonly<Record<string, readonly string[]>> = {
  'AWS::EC2::VPC': ['CidrBlock'],
  'AWS::EC2::Subnet': ['AvailabilityZone', 'CidrBlock', 'VpcId'],
  'AWS::SSM::Parameter': ['Value'],
};

/** Follows a reference to an attribute that is one of the resource's own properties. */
export function echoedProperty(context: FunctionContext, value: Resolved): Resolved {
  return overBranches(value, (side) => {
    if (side.kind !== 'reference') return side;
    const { node, attribute } = side;
    const properties = own(node.raw, 'Properties');
    const isEchoed = Object.hasOwn(ECHOED, node.type) && ECHOED[node.type]?.includes(attribute);
    if (!isEchoed || own(properties, attribute) === undefined) return side;
    const property = context.once(`${node.id}.${attribute}`, () =>
      echoedProperty(context, context.resolve(node.stack, own(properties, attribute))),
    );
    return withProvenance(property, side);
  });
}
