import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { CfnOutput, CrossStackReferences, ReferenceStrength } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { ReferableStack } from '../../../lib/stacks/references/referable-stack.ts';
import { testApp, testStack } from '../../support/app.ts';

interface Variant {
  readonly scheme?: string;
  readonly tag?: string;
  readonly domain?: string;
}

/** Holds a load balancer, a NAT gateway on an address, and a VPC that it keeps. */
class Producer extends ReferableStack {
  readonly loadBalancer: elbv2.CfnLoadBalancer;
  readonly nat: ec2.CfnNatGateway;
  readonly vpc: ec2.CfnVPC;

  constructor(scope: Construct, { scheme = 'internal', tag = 'a', domain = 'vpc' }: Variant = {}) {
    super(scope, 'Producer', { env: { region: 'eu-west-1' } });
    const tags = [{ key: 'tag', value: tag }];
    this.loadBalancer = new elbv2.CfnLoadBalancer(this, 'LoadBalancer', { scheme, tags });
    const address = new ec2.CfnEIP(this, 'Address', { domain });
    this.nat = new ec2.CfnNatGateway(this, 'Nat', {
      subnetId: 'subnet-1',
      allocationId: address.attrAllocationId,
      tags,
    });
    this.vpc = new ec2.CfnVPC(this, 'Vpc', { cidrBlock: '10.0.0.0/16' });
    this.keepExported(this.vpc.ref);
  }
}

/** What a consumer’s template says of each value, and what the producer puts out. */
function referred(variant?: Variant) {
  const app = testApp();
  CrossStackReferences.of(app).consume(ReferenceStrength.WEAK);
  const producer = new Producer(app, variant);
  const consumer = testStack(app, 'Consumer');
  const read = (id: string, value: string) => new CfnOutput(consumer, id, { value });
  read('LoadBalancer', producer.loadBalancer.attrLoadBalancerFullName);
  read('Nat', producer.nat.ref);
  read('Vpc', producer.vpc.ref);
  const assembly = app.synth();
  const text = (id: string) =>
    JSON.stringify(assembly.getStackByName('Consumer').template.Outputs[id].Value);
  return {
    loadBalancer: text('LoadBalancer'),
    nat: text('Nat'),
    vpc: text('Vpc'),
    outputs: assembly.getStackByName('Producer').template.Outputs as Record<
      string,
      { Export?: unknown }
    >,
  };
}

const usual = referred();

test('who reads what would be replaced reads another output then', () => {
  expect(referred({ scheme: 'internet-facing' }).loadBalancer).not.toBe(usual.loadBalancer);
});

test('who reads what stands on something that would be replaced does as well', () => {
  const { nat, loadBalancer } = referred({ domain: 'standard' });
  expect(nat).not.toBe(usual.nat);
  expect(loadBalancer).toBe(usual.loadBalancer);
});

test('a change in place changes no reader', () => {
  expect({ ...referred({ tag: 'b' }), outputs: undefined }).toEqual({
    ...usual,
    outputs: undefined,
  });
});

test('each output that is read is there', () => {
  for (const reader of [usual.loadBalancer, usual.nat]) {
    expect(Object.keys(usual.outputs)).toContain(
      JSON.parse(reader)['Fn::GetStackOutput'].OutputName,
    );
  }
});

test('what is kept is exported, imported or not, and imported where it is read', () => {
  expect(usual.vpc).toContain('Fn::ImportValue');
  const app = testApp();
  new Producer(app);
  const { Outputs } = app.synth().getStackByName('Producer').template;
  expect(Object.values(Outputs)).toContainEqual({
    Value: { Ref: 'Vpc' },
    Export: { Name: 'Producer:ExportsOutputRefVpc0040386A' },
  });
});

test('whoever read it by a weak reference still finds what it reads', () => {
  const app = testApp();
  CrossStackReferences.of(app).consume(ReferenceStrength.WEAK);
  const vpc = new ec2.CfnVPC(testStack(app, 'Producer'), 'Vpc', { cidrBlock: '10.0.0.0/16' });
  new CfnOutput(testStack(app, 'Consumer'), 'Vpc', { value: vpc.ref });
  const { Vpc } = app.synth().getStackByName('Consumer').template.Outputs;
  expect(usual.outputs[Vpc.Value['Fn::GetStackOutput'].OutputName]).toEqual({
    Value: { Ref: 'Vpc' },
  });
});

test('only what a resource gives can be exported', () => {
  class Literal extends ReferableStack {
    constructor(scope: Construct) {
      super(scope, 'Literal');
      this.keepExported('text');
    }
  }
  expect(() => new Literal(testApp())).toThrow('Literal can export attributes only');
});
