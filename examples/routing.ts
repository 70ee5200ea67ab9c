// Gives a service that already runs behind a load balancer in two Regions one global name that
// follows its health: eu-west-1 answers, eu-central-1 takes over.
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { App, Stack } from 'aws-cdk-lib/core';
import { GlobalRouting, RegionalCertificate, RegionalEndpoint, RoutingPolicy } from 'evenkeel';

const recordName = 'app.example.com';
const hostedZoneId = 'Z0123456789ABCDEFGHIJ';
const account = '111122223333';

/** The load balancers as they are today, in order of preference: what the console shows of each. */
const loadBalancers = [
  {
    region: 'eu-west-1',
    name: 'app/web/50dc6c495c0c9188',
    listenerId: 'f2f7dc8efc522ab2',
    dnsName: 'web-1234567890.eu-west-1.elb.amazonaws.com',
    canonicalHostedZoneId: 'Z32O12XQLNTSW2',
    securityGroupId: 'sg-0a1b2c3d4e5f60718',
  },
  {
    region: 'eu-central-1',
    name: 'app/web/73e2d6bc24d8a067',
    listenerId: '1291d13826f405c3',
    dnsName: 'web-0987654321.eu-central-1.elb.amazonaws.com',
    canonicalHostedZoneId: 'Z215JYRZR1TBD5',
    securityGroupId: 'sg-0f9e8d7c6b5a41302',
  },
] as const;

const app = new App();

const regional = loadBalancers.map((existing) => {
  const stack = new Stack(app, `Routing-${existing.region}`, { env: { region: existing.region } });
  const zone = zoneIn(stack);

  const { certificate } = new RegionalCertificate(stack, 'Certificate', { zone, recordName });
  const arn = `arn:aws:elasticloadbalancing:${existing.region}:${account}`;
  new elbv2.ApplicationListenerCertificate(stack, 'ListenerCertificate', {
    listener: elbv2.ApplicationListener.fromApplicationListenerAttributes(stack, 'Listener', {
      listenerArn: `${arn}:listener/${existing.name}/${existing.listenerId}`,
      securityGroup: ec2.SecurityGroup.fromSecurityGroupId(
        stack,
        'SecurityGroup',
        existing.securityGroupId,
      ),
    }),
    certificates: [certificate],
  });
  new RegionalEndpoint(stack, 'Endpoint', {
    zone,
    recordName,
    loadBalancer: elbv2.ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(
      stack,
      'Alb',
      {
        loadBalancerArn: `${arn}:loadbalancer/${existing.name}`,
        loadBalancerDnsName: existing.dnsName,
        loadBalancerCanonicalHostedZoneId: existing.canonicalHostedZoneId,
        securityGroupId: existing.securityGroupId,
      },
    ),
  });
  return stack;
});

const global = new Stack(app, 'Routing-global', { env: { region: 'us-east-1' } });
new GlobalRouting(global, 'Routing', {
  zone: zoneIn(global),
  recordName,
  policy: RoutingPolicy.failover(loadBalancers.map(({ region }) => region)),
});
// Route 53 accepts an alias only when the name that it points to exists.
for (const stack of regional) global.addStackDependency(stack);

app.synth();

function zoneIn(stack: Stack): route53.IHostedZone {
  return route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', {
    hostedZoneId,
    zoneName: 'example.com',
  });
}
