import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { inAlarm, not } from './alarm.ts';

const { AlarmRule, AlarmState, AtLeastThreshold } = cloudwatch;

/** What the alarms of one Availability Zone say. */
export interface ZoneEvidence {
  /** Too many of the requests to the zone's load balancer node fail. */
  readonly faultRate: cloudwatch.IAlarm;
  /** Most of all faults are the zone's. */
  readonly faultShare: cloudwatch.IAlarm;
  /** Too many of the responses through the zone's load balancer node are slow. */
  readonly slowRate: cloudwatch.IAlarm;
  /** Most of all slow responses are the zone's. */
  readonly slowShare: cloudwatch.IAlarm;
  /** Most of the zone's targets fail their health checks, or stand out from all others. */
  readonly targets: cloudwatch.IAlarm;
  /** What the workload says of its requests in the zone, where it says so. */
  readonly workload?: WorkloadEvidence;
}

/** What the workload says of its requests in one Availability Zone. */
export interface WorkloadEvidence {
  /** Too many of the requests that the zone's instances answer fail. */
  readonly faultRate: cloudwatch.IAlarm;
  /** Most of all the requests that fail do so in the zone. */
  readonly faultShare: cloudwatch.IAlarm;
}

/** What the alarms of a Region say. */
export interface RegionEvidence {
  /** Too many of the Region's requests fail. */
  readonly faultRate: cloudwatch.IAlarm;
  /** Too many of the Region's responses are slow. */
  readonly slowRate: cloudwatch.IAlarm;
  /** Nothing is known about requests. */
  readonly noData: cloudwatch.IAlarm;
  /** By Availability Zone. */
  readonly zones: ReadonlyMap<string, ZoneEvidence>;
}

/**
 * When one Availability Zone is impaired, and no other: users are hurt there, and what hurts them is
 * there and nowhere else, by the requests that go through its load balancer node, by the state of its
 * targets, or by what the workload says of its requests there.
 *
 * A zone whose targets are impaired explains faults seen in all zones, since cross-zone load
 * balancing spreads them. Without data no zone is impaired.
 */
export function zoneImpaired(zone: string, evidence: RegionEvidence): cloudwatch.IAlarmRule {
  const own = evidenceOf(zone, evidence);
  const others = [...evidence.zones].filter(([name]) => name !== zone).map(([, other]) => other);
  return AlarmRule.allOf(
    not(evidence.noData),
    ...others.map(({ targets }) => not(targets)),
    AlarmRule.anyOf(
      AlarmRule.allOf(
        inAlarm(own.faultRate),
        inAlarm(own.faultShare),
        ...others.map(({ faultRate }) => not(faultRate)),
      ),
      AlarmRule.allOf(
        inAlarm(own.slowRate),
        inAlarm(own.slowShare),
        ...others.map(({ slowRate }) => not(slowRate)),
      ),
      AlarmRule.allOf(inAlarm(own.targets), regionHurt(evidence)),
      ...(own.workload
        ? [
            AlarmRule.allOf(
              inAlarm(own.workload.faultRate),
              inAlarm(own.workload.faultShare),
              ...others.flatMap(({ workload }) => (workload ? [not(workload.faultRate)] : [])),
            ),
          ]
        : []),
    ),
  );
}

/**
 * When the Region is impaired: users are hurt, and no single Availability Zone explains it.
 * Without data it is not known to be.
 *
 * @param zoneAlarms the alarms that follow {@link zoneImpaired}, one for each zone
 */
export function regionImpaired(
  evidence: RegionEvidence,
  zoneAlarms: readonly cloudwatch.IAlarm[],
): cloudwatch.IAlarmRule {
  return AlarmRule.allOf(
    not(evidence.noData),
    AlarmRule.anyOf(
      atLeastTwo(zoneAlarms),
      AlarmRule.allOf(regionHurt(evidence), ...zoneAlarms.map(not)),
    ),
  );
}

/** Users are hurt in the Region as a whole, or in two of its zones. */
function regionHurt({ faultRate, slowRate, zones }: RegionEvidence): cloudwatch.IAlarmRule {
  const all = [...zones.values()];
  return AlarmRule.anyOf(
    inAlarm(faultRate),
    inAlarm(slowRate),
    atLeastTwo(all.map((zone) => zone.faultRate)),
    atLeastTwo(all.map((zone) => zone.slowRate)),
  );
}

function atLeastTwo(alarms: readonly cloudwatch.IAlarm[]): cloudwatch.IAlarmRule {
  return AlarmRule.atLeast(AlarmState.ALARM, {
    operands: [...alarms],
    threshold: AtLeastThreshold.count(2),
  });
}

function evidenceOf(zone: string, { zones }: RegionEvidence): ZoneEvidence {
  const evidence = zones.get(zone);
  if (evidence === undefined) {
    throw new Error(`'zone' must be one of ${[...zones.keys()].join(', ')}, got ${zone}`);
  }
  return evidence;
}

/**
 * The share of all bad requests from which on a zone stands out: half-way between its fair share and
 * all of them. Two thirds with three zones; always more than half, so that two zones never both do.
 *
 * @param zones how many Availability Zones there are
 */
export function outlierShare(zones: number): number {
  return Number(((1 + 1 / zones) / 2).toFixed(3));
}
