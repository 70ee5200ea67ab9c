import { graphOf, type ResourceGraph } from '../../lib/assembly/index.ts';
import { linksOf } from '../../lib/report/links.ts';
import { reportPage } from '../../lib/report/page.ts';
import { placesOf } from '../../lib/report/places.ts';
import { reportOn, withTexts } from '../resilience/support/sample.ts';
import { reviewed } from '../review/support/reviewed.ts';

const subnet = (zone: string) => ({
  Type: 'AWS::EC2::Subnet',
  Properties: { VpcId: 'vpc-1', AvailabilityZone: zone },
});

/** Two zones, a group over both, and one NAT gateway; a database whose zone nobody says. */
export function architecture(logicalId = 'Group'): ResourceGraph {
  return graphOf({
    name: 'shop',
    region: 'eu-west-1',
    template: {
      Resources: {
        A: subnet('eu-west-1a'),
        B: subnet('eu-west-1b'),
        [logicalId]: {
          Type: 'AWS::AutoScaling::AutoScalingGroup',
          Properties: {
            MinSize: '6',
            MaxSize: '9',
            VPCZoneIdentifier: [{ Ref: 'A' }, { Ref: 'B' }],
          },
        },
        Nat: { Type: 'AWS::EC2::NatGateway', Properties: { SubnetId: { Ref: 'A' } } },
        Database: { Type: 'AWS::RDS::DBInstance', Properties: { Engine: 'postgres' } },
        Queue: { Type: 'AWS::SQS::Queue' },
        Record: { Type: 'AWS::Route53::RecordSet' },
        Table: {
          Type: 'AWS::DynamoDB::GlobalTable',
          Properties: { Replicas: [{ Region: 'eu-west-1' }, { Region: 'eu-central-1' }] },
        },
      },
    },
  });
}

/** A page with something of everything; every text of the prediction and names end in `evil`. */
export function page(evil = ''): string {
  const graph = architecture(`Group${evil}`);
  const prediction = withTexts(reportOn(), (text, key) =>
    /^(text|title|what|why|ask|resource|property)$/.test(key) ? text + evil : text,
  );
  return reportPage({
    prediction,
    review: reviewed(),
    places: placesOf(graph),
    links: linksOf(graph),
  });
}
