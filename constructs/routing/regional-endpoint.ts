import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as targets from 'aws-cdk-lib/aws-route53-targets';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { type ValidationRule, validateProps } from '../validation.ts';
import { type DomainProps, domainRules, inAnotherRegion } from './domain.ts';
import { regionalName } from './names.ts';

/** Where the service lives in DNS, and what answers for it in this Region. */
export interface RegionalEndpointProps extends DomainProps {
  /** The Region's load balancer: internet-facing, with an IPv4 address and an HTTPS listener. */
  readonly loadBalancer: elbv2.IApplicationLoadBalancer;
}

/**
 * One Region's own name (`eu-west-1.app.example.com`): an alias to its load balancer.
 *
 * The global record, health checks, canaries and drills reach the Region by this name, whatever the
 * global name answers at the time. The alias evaluates target health, and hands that judgement on to
 * the records that point to it: a load balancer counts as unhealthy when any of its target groups
 * has no healthy target, or has no target at all.
 *
 * There is an A record only: an Application Load Balancer has IPv4 addresses unless told otherwise,
 * and Route 53's health checkers resolve a name to IPv4, so IPv6 would be served unwatched.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-complex-configs.html
 */
export class RegionalEndpoint extends Construct {
  /** The Region's own name. */
  readonly domainName: string;
  /** The alias record. */
  readonly record: route53.ARecord;

  /** @throws Error that lists every mistake in the props */
  constructor(scope: Construct, id: string, props: RegionalEndpointProps) {
    super(scope, id);
    validateProps(this, props, [...domainRules(this), ...loadBalancerRules(this)]);

    this.domainName = regionalName(props.recordName, Stack.of(this).region);
    this.record = new route53.ARecord(this, 'Resource', {
      zone: props.zone,
      recordName: `${this.domainName}.`,
      target: route53.RecordTarget.fromAlias(
        new targets.LoadBalancerTarget(props.loadBalancer, { evaluateTargetHealth: true }),
      ),
    });
  }
}

function loadBalancerRules(scope: Construct): ValidationRule<RegionalEndpointProps>[] {
  return [
    {
      condition: ({ loadBalancer }) =>
        inAnotherRegion(scope, loadBalancer, loadBalancer.loadBalancerDnsName),
      message: ({ loadBalancer }) =>
        `'loadBalancer' must be in the Region of this stack, ${Stack.of(scope).region}, got one in ${Stack.of(loadBalancer).region}: define the endpoint in the stack of that Region`,
    },
    {
      // The CDK leaves it internal unless told otherwise, and then the health check never passes.
      condition: ({ loadBalancer }) => schemeOf(loadBalancer) === 'internal',
      message: () =>
        "'loadBalancer' must be internet-facing, since Route 53's health checkers come from the internet, got an internal one: set internetFacing to true",
    },
    {
      condition: ({ loadBalancer }) =>
        loadBalancer.ipAddressType === elbv2.IpAddressType.DUAL_STACK_WITHOUT_PUBLIC_IPV4,
      message: ({ loadBalancer }) =>
        `'loadBalancer' must have a public IPv4 address, which the A record and Route 53's health checkers need, got the address type ${loadBalancer.ipAddressType}: use ipv4 or dualstack`,
    },
  ];
}

/** The scheme of a load balancer of this app; an imported one does not say. */
function schemeOf(loadBalancer: elbv2.IApplicationLoadBalancer): string | undefined {
  const resource = loadBalancer.node.defaultChild;
  return elbv2.CfnLoadBalancer.isCfnLoadBalancer(resource) ? resource.scheme : undefined;
}
