import * as route53 from 'aws-cdk-lib/aws-route53';
import { type IResource, Stack, Token } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { isUnknown } from '../unknown.ts';
import type { ValidationRule } from '../validation.ts';

/** The two props that say where a service lives in DNS. */
export interface DomainProps {
  /**
   * The public hosted zone that holds the name: with its zone name, and given by id where another
   * Region's stack created it (`HostedZone.fromHostedZoneAttributes`). Not a private one: neither
   * ACM's validation nor Route 53's health checkers see it.
   */
  readonly zone: route53.IHostedZone;
  /**
   * The global name of the service: lower case, fully qualified, without a trailing dot, at most 64
   * characters (the limit of a certificate's common name), for example `app.example.com`.
   *
   * @see https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html
   */
  readonly recordName: string;
}

const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
const dnsName = new RegExp(`^(${label}\\.)+${label}$`);

/** True for a lower-case, fully qualified DNS name without a trailing dot, and for a token. */
export function isDnsName(name: string): boolean {
  return isUnknown(name) || dnsName.test(name);
}

/** The facts about the domain that hold for every construct of this folder. */
export function domainRules(scope: IConstruct): ValidationRule<DomainProps>[] {
  return [
    {
      condition: ({ recordName }) => !isDnsName(recordName),
      message: ({ recordName }) =>
        `'recordName' must be a lower-case, fully qualified DNS name without a trailing dot, got '${recordName}': write it like app.example.com`,
    },
    {
      condition: ({ recordName }) => !isUnknown(recordName) && recordName.length > 64,
      message: ({ recordName }) =>
        `'recordName' must have at most 64 characters, the limit of a certificate's common name, got ${recordName.length} in '${recordName}': choose a shorter name`,
    },
    {
      // https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
      // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-private-hosted-zones.html
      condition: ({ zone }) => isPrivate(zone),
      message: ({ zone }) =>
        `'zone' must be a public hosted zone, since certificates are validated and health is checked from the internet, got the private zone '${nameOf(zone)}': give the public zone of the domain`,
    },
    {
      condition: ({ zone }) => nameOf(zone) === undefined,
      message: () =>
        "'zone' must come with its name, got an imported zone without one: use HostedZone.fromHostedZoneAttributes with 'hostedZoneId' and 'zoneName'",
    },
    {
      condition: ({ zone, recordName }) => !inZone(recordName, nameOf(zone)),
      message: ({ zone, recordName }) =>
        `'recordName' must lie in the zone '${nameOf(zone)}', got '${recordName}': change the name, or give the zone that holds it`,
    },
    {
      condition: ({ zone }) => inAnotherRegion(scope, zone, zone.hostedZoneId),
      message: ({ zone }) =>
        `'zone' must not be a resource of another Region's stack, got one of ${Stack.of(zone).stackName} in ${Stack.of(zone).region}: give it by id with HostedZone.fromHostedZoneAttributes, so that this stack deploys while that Region is down`,
    },
  ];
}

/** True when using the resource's `attribute` here would make this stack read a stack elsewhere. */
export function inAnotherRegion(scope: IConstruct, resource: IResource, attribute: string) {
  const [here, there] = [Stack.of(scope).region, Stack.of(resource).region];
  return Token.isUnresolved(attribute) && !Token.isUnresolved([here, there]) && here !== there;
}

/** Whether a zone of this app serves VPCs alone; an imported one does not say. */
function isPrivate(zone: route53.IHostedZone): boolean {
  const resource = zone.node.defaultChild;
  if (!route53.CfnHostedZone.isCfnHostedZone(resource)) return false;
  return Stack.of(zone).resolve(resource.vpcs)?.length > 0;
}

/** The name of a zone. One that is imported by its id alone has none, and the CDK throws. */
function nameOf(zone: route53.IHostedZone): string | undefined {
  try {
    return zone.zoneName;
  } catch {
    return undefined;
  }
}

function inZone(recordName: string, zoneName: string | undefined): boolean {
  if (zoneName === undefined) return true;
  if (isUnknown(recordName) || isUnknown(zoneName)) return true;
  const zone = zoneName.replace(/\.$/, '').toLowerCase();
  const name = recordName.replace(/\.$/, '').toLowerCase();
  return name === zone || name.endsWith(`.${zone}`);
}
