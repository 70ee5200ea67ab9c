/** An Application Load Balancer with properties in YAML's flow style. */
export function balancer(properties = ''): string {
  const type = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
  return `Balancer: { Type: ${type}, Properties: { ${properties} } }`;
}

/** A load balancer with one attribute. */
export function withAttribute(key: string, value: string, properties = ''): string {
  const attributes = `LoadBalancerAttributes: [{ Key: ${key}, Value: ${value} }]`;
  return balancer([attributes, properties].filter((part) => part !== '').join(', '));
}

/** A load balancer that gets an attribute's value at deployment. */
export function withOpenAttribute(key: string, properties = ''): string {
  const resource = withAttribute(key, '!Ref Choice', properties);
  return `Parameters: { Choice: { Type: String } }\nResources:\n  ${resource}`;
}

export function targetGroup(properties = ''): string {
  const type = 'AWS::ElasticLoadBalancingV2::TargetGroup';
  return `Targets: { Type: ${type}, Properties: { ${properties} } }`;
}

/** A target group that is given a property at deployment. */
export function openTargetGroup(property: string, properties = ''): string {
  const resource = targetGroup(`${property}: !Ref Choice, ${properties}`);
  return `Parameters: { Choice: { Type: String } }\nResources:\n  ${resource}`;
}

/** Forwards from `Balancer` to `Targets`. */
export const listener = `
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Targets }]
`;
