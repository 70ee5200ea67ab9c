/** Two load balancers, in two Regions, and what leads to them. */
export const balancer = 'Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer }';

/** A record of `app.example.com`, or of another name, with more properties. */
export function record(id: string, more: string, name = 'app.example.com'): string {
  return `
    ${id}:
      Type: AWS::Route53::RecordSet
      Properties: { HostedZoneId: Z1, Name: ${name}, Type: A, ${more} }
  `.replaceAll(/^ {4}/gm, '');
}

/** An alias for a load balancer of the same template. */
export function alias(balancerId: string, evaluates = true): string {
  return `AliasTarget: { DNSName: !GetAtt ${balancerId}.DNSName, HostedZoneId: Z9, EvaluateTargetHealth: ${evaluates} }`;
}

/** An alias for a record of the same zone. */
export function aliasOf(name: string, evaluates = true): string {
  return `AliasTarget: { DNSName: ${name}, HostedZoneId: Z1, EvaluateTargetHealth: ${evaluates} }`;
}

/** A load balancer with a record of its own for each of two Regions. */
export const endpoints = {
  'eu-west-1/App': [balancer, record('Endpoint', alias('Balancer'), 'eu-west-1.app.example.com')],
  'eu-central-1/App': [
    balancer,
    record('Endpoint', alias('Balancer'), 'eu-central-1.app.example.com'),
  ],
} as const;

export const healthCheck = `
Check:
  Type: AWS::Route53::HealthCheck
  Properties:
    HealthCheckConfig: { Type: HTTPS, FullyQualifiedDomainName: eu-west-1.app.example.com }
`;

/** A parameter that only a deployment gives. */
export function parameter(name: string): string {
  return `
    Parameters: { ${name}: { Type: String } }
    Resources: {}
  `;
}
