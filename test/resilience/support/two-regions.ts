import { parseDocument } from '../../../lib/assembly/index.ts';
import type { SynthesizedStack, Template } from '../../support/templates.ts';
import { aurora, balancer, group, network } from './parts.ts';

/** Seconds for which resolvers keep the answer of a plain record. */
const TTL = 120;

/**
 * A service as somebody may write it by hand, in two stacks that are named by their Regions: groups of
 * the same size, a failover pair of plain records, each with a health check, and a global database.
 */
export function twoRegions({ hasData = true } = {}): readonly SynthesizedStack[] {
  const first = hasData ? `${database('eu-west-1')}${GLOBAL}` : '';
  const second = hasData ? database('eu-central-1', JOINS) : '';
  return [
    stack('eu-west-1', record('PRIMARY') + first),
    stack('eu-central-1', record('SECONDARY') + second),
  ];
}

const JOINS = 'GlobalClusterIdentifier: shop, ';

const GLOBAL = `
Global:
  Type: AWS::RDS::GlobalCluster
  Properties: { GlobalClusterIdentifier: shop, SourceDBClusterIdentifier: !Ref Data }
`;

function record(role: 'PRIMARY' | 'SECONDARY'): string {
  return `
Record:
  Type: AWS::Route53::RecordSet
  Properties:
    HostedZoneName: example.com.
    Name: shop.example.com
    Type: CNAME
    TTL: '${TTL}'
    Failover: ${role}
    SetIdentifier: ${role}
    HealthCheckId: !Ref Check
    ResourceRecords: [!GetAtt Balancer.DNSName]
Check:
  Type: AWS::Route53::HealthCheck
  Properties:
    HealthCheckConfig:
      Type: HTTPS
      FullyQualifiedDomainName: !GetAtt Balancer.DNSName
      ResourcePath: /health
      RequestInterval: 10
      FailureThreshold: 3
`;
}

function database(region: string, more = ''): string {
  const members = ['a', 'b'].map((zone) => `${region}${zone}`);
  return aurora(members).replace('DBSubnetGroupName:', `${more}DBSubnetGroupName:`);
}

function stack(region: string, own: string): SynthesizedStack {
  const text = network('abc', region) + balancer() + group(6) + own;
  const resources = parseDocument(text, `${region}.yaml`).value?.value;
  return {
    name: region,
    region,
    terminationProtection: false,
    dependencies: [],
    template: { Resources: resources as Template['Resources'] },
  };
}
