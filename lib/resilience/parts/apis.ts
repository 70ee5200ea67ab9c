import type { ResourceNode } from '../../assembly/index.ts';
import { type Context, type PartOfKind, untouched } from '../part.ts';

/** APIs: in all zones of their Region, and in no other Region. */
export const types = ['AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api'];

export function partOf(context: Context, node: ResourceNode): PartOfKind {
  const region = context.regionOf(node);
  return {
    tier: 'load balancer',
    service: 'apigateway',
    paths: ['reads', 'writes'],
    zones: [],
    impact: (_fault, path, at) => (at === region && path !== 'async' ? untouched() : undefined),
  };
}
