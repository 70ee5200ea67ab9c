import type { ResourceNode } from '../../assembly/index.ts';
import { type Context, type Part, untouched } from '../part.ts';

/** APIs: in all zones of their Region, and in no other Region. */
export const types = ['AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api'];

export function partOf(context: Context, node: ResourceNode): Part {
  const region = context.regionOf(node);
  return {
    name: context.nameOf(node),
    node,
    region,
    tier: 'load balancer',
    service: 'apigateway',
    paths: ['reads', 'writes'],
    zones: [],
    impact: (_fault, path, at) => (at === region && path !== 'async' ? untouched() : undefined),
  };
}
