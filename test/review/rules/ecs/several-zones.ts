import { subnets } from '../../support/parts.ts';
import type { RuleSamples } from '../../support/samples.ts';
import { service } from './service.ts';

const inSubnets = (ids: string) =>
  service(`NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ${ids} } }`);

export const samples: RuleSamples = {
  pass: { 'two zones': [subnets('ab'), inSubnets('[!Ref SubnetA, !Ref SubnetB]')] },
  fail: { 'one zone': [subnets('ab'), inSubnets('[!Ref SubnetA]')] },
  unknown: { 'two subnets of another template': inSubnets('[subnet-1, subnet-2]') },
  notApplicable: { 'a service in the network of its instances': service('DesiredCount: 2') },
};
