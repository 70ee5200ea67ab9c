import type { Problem } from '../validation/index.ts';
import {
  type Check,
  type Fields,
  fieldProblems,
  isFields,
  itemKey,
  parseCidr,
  startOf,
  text,
} from '../validation/index.ts';

const page = 'docs/existing.md';

/** What ids of EC2 are made of: eight hexadecimal digits in the oldest, and seventeen today. */
const idOf = (kind: string, what: string): Check =>
  text(
    new RegExp(`^${kind}-([0-9a-f]{8}|[0-9a-f]{17})$`),
    `the id of ${what}, such as ${kind}-0123456789abcdef0`,
    'take it from the console of Amazon VPC',
  );

export const certificateArn: Check = text(
  /^arn:aws:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/,
  'the ARN of a certificate of ACM in the commercial partition',
  'take it from the console of Certificate Manager, in this Region',
);

/** A VPC has a /16 at most, and a /28 at least. */
const cidr: Check = (key, value) => {
  const range = typeof value === 'string' ? parseCidr(value) : undefined;
  const isRange =
    range !== undefined &&
    range.prefix >= 16 &&
    range.prefix <= 28 &&
    startOf(range) === range.address;
  if (isRange) return [];
  const expected = 'the IPv4 range of the VPC, /16 to /28, that starts on its own boundary';
  return [{ key, value, expected, remedy: 'write it as the console of Amazon VPC shows it' }];
};

const subnetId = idOf('subnet', 'a subnet');

const vpcChecks: Readonly<Record<string, Check>> = {
  id: idOf('vpc', 'a VPC'),
  cidr,
  publicSubnetIds: idsOf(subnetId, 'subnets'),
  privateSubnetIds: idsOf(subnetId, 'subnets'),
  isolatedSubnetIds: idsOf(subnetId, 'subnets'),
  natGatewayIds: idsOf(idOf('nat', 'a NAT gateway'), 'NAT gateways'),
};

function idsOf(id: Check, what: string): Check {
  return (key, value) =>
    Array.isArray(value)
      ? value.flatMap((each, index) => id(itemKey(key, index), each))
      : [
          {
            key,
            value,
            expected: `a list of ids of ${what}, in the order of the zones`,
            remedy: `see ${page}`,
          },
        ];
}

/** Every mistake in what a Region takes that is there already. */
export function existingProblems(key: string, region: Fields): Problem[] {
  return [...certificateProblems(key, region), ...vpcProblems(key, region)];
}

/** A load balancer takes a certificate of its own Region alone. */
function certificateProblems(key: string, { name, certificateArn: arn }: Fields): Problem[] {
  const region = /^arn:aws:acm:([a-z0-9-]+):/.exec(String(arn))?.[1];
  if (region === undefined || region === name || typeof name !== 'string') return [];
  return [
    {
      key: `${key}.certificateArn`,
      value: arn,
      expected: `a certificate in ${name}`,
      remedy: 'request one there: a load balancer takes no certificate of another Region',
    },
  ];
}

function vpcProblems(key: string, region: Fields): Problem[] {
  const { vpc, availabilityZones: zones } = region;
  if (vpc === undefined) return [];
  if (!isFields(vpc)) {
    const expected = `an object with ${Object.keys(vpcChecks).join(', ')}`;
    return [{ key: `${key}.vpc`, value: vpc, expected, remedy: `see ${page}` }];
  }
  return [
    ...fieldProblems(`${key}.vpc`, vpc, vpcChecks),
    ...besideProblems(key, region),
    ...(Array.isArray(zones) ? countProblems(`${key}.vpc`, vpc, zones.length) : []),
    ...repeatedProblems(`${key}.vpc`, vpc),
  ];
}

/** What belongs to a VPC of the architecture's own, and what an existing one cannot do without. */
function besideProblems(key: string, { availabilityZones, cidr: own }: Fields): Problem[] {
  const problems: Problem[] = [];
  if (availabilityZones === undefined) {
    problems.push({
      key: `${key}.availabilityZones`,
      value: availabilityZones,
      expected: 'the zones of the subnets of vpc, in their order',
      remedy: 'name them: an existing VPC is where it is',
    });
  }
  if (own !== undefined) {
    problems.push({
      key: `${key}.cidr`,
      value: own,
      expected: 'none beside vpc, which has a range',
      remedy: `give the range as ${key}.vpc.cidr`,
    });
  }
  return problems;
}

function countProblems(key: string, vpc: Fields, zones: number): Problem[] {
  return Object.keys(vpcChecks).flatMap((name) => {
    const ids = vpc[name];
    const isGateways = name === 'natGatewayIds';
    if (!Array.isArray(ids) || ids.length === zones || (isGateways && ids.length < zones))
      return [];
    return [
      {
        key: `${key}.${name}`,
        value: ids,
        expected: `${isGateways ? 'at most ' : ''}one for each of the ${zones} availabilityZones, in their order`,
        remedy: 'add what is missing, or name the zones that it has',
      },
    ];
  });
}

/** One subnet twice in a list is one zone twice, and a public subnet is no private one. */
function repeatedProblems(key: string, vpc: Fields): Problem[] {
  const places = new Map<unknown, string>();
  const problems: Problem[] = [];
  for (const name of Object.keys(vpcChecks)) {
    const ids: unknown = vpc[name];
    if (!Array.isArray(ids)) continue;
    // What else is in the list of the instances' subnets may be the database's.
    const known = name === 'isolatedSubnetIds' ? publicOf(places) : places;
    for (const [index, id] of ids.entries()) {
      const place = itemKey(`${key}.${name}`, index);
      const first = known.get(id);
      if (first === undefined) known.set(id, place);
      else {
        problems.push({
          key: place,
          value: id,
          expected: `a different one from ${first}`,
          remedy: 'give each zone, and each kind, a subnet of its own',
        });
      }
    }
  }
  return problems;
}

function publicOf(places: ReadonlyMap<unknown, string>): Map<unknown, string> {
  return new Map([...places].filter(([, place]) => place.includes('.publicSubnetIds[')));
}

/** Points whoever gives what is there already in another place to where it belongs. */
export function pointedToRegions(problem: Problem): Problem {
  const [, name = ''] = /(\w+)$/.exec(problem.key) ?? [];
  if (problem.remedy !== 'remove it') return problem;
  if (/^(?:vpc|subnet|publicSubnet|privateSubnet|isolatedSubnet|natGateway)/i.test(name)) {
    return { ...problem, remedy: `give it in its Region, as regions[].vpc: ${page}` };
  }
  if (/^certificate/i.test(name)) {
    return { ...problem, remedy: `give it in its Region, as regions[].certificateArn: ${page}` };
  }
  return problem;
}
