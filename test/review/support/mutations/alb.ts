import { anywhere, hasOtherRegion, liveElsewhere, not } from '../../../support/plans.ts';
import { edit, type Mutation, remove, set } from './mutation.ts';

const balancer = '*-service/ServiceLoadBalancer';
const targets = '*-service/ServiceLoadBalancerTargets';
const group = '*-service/ServiceGroupASG';
const inBalancer = (key: string) => `Properties/LoadBalancerAttributes/Key=${key}/Value`;
const inTargets = (key: string) => `Properties/TargetGroupAttributes/Key=${key}`;

/** What Route 53 asks is a port without a listener then. */
const unprobed = {
  rule: 'HA-DNS-16',
  on: 'global/RoutingHealthCheck*',
  why: 'the health check asks the listener that is gone',
  in: liveElsewhere,
} as const;

export const alb: readonly Mutation[] = [
  {
    rule: 'HA-ALB-1',
    breaks: 'the load balancer is in one zone',
    in: anywhere,
    at: balancer,
    change: edit('Properties/Subnets', (subnets: readonly unknown[]) => subnets.slice(0, 1)),
    also: [{ rule: 'HA-ALB-2', on: balancer, why: 'it leaves out two zones that have instances' }],
  },
  {
    rule: 'HA-ALB-2',
    breaks: 'the load balancer leaves out a zone that has instances',
    in: anywhere,
    at: balancer,
    change: edit('Properties/Subnets', (subnets: readonly unknown[]) => subnets.slice(0, 2)),
  },
  {
    rule: 'HA-ALB-3',
    breaks: 'the load balancer can be deleted',
    in: anywhere,
    at: balancer,
    change: set(inBalancer('deletion_protection.enabled'), 'false'),
  },
  {
    rule: 'HA-ALB-5',
    breaks: 'no zonal shift for the load balancer',
    in: anywhere,
    at: balancer,
    change: set(inBalancer('zonal_shift.config.enabled'), 'false'),
  },
  {
    rule: 'HA-ALB-6',
    breaks: 'the health check asks for the root',
    in: anywhere,
    at: targets,
    change: set('Properties/HealthCheckPath', '/'),
  },
  {
    rule: 'HA-ALB-6',
    breaks: 'the health check has no path',
    in: anywhere,
    at: targets,
    change: remove('Properties/HealthCheckPath'),
  },
  {
    rule: 'HA-ALB-7',
    breaks: 'two minutes between health checks',
    in: anywhere,
    at: targets,
    change: set('Properties/HealthCheckIntervalSeconds', 120),
  },
  {
    rule: 'HA-ALB-7',
    breaks: 'ten failed checks until a target is unhealthy',
    in: anywhere,
    at: targets,
    change: set('Properties/UnhealthyThresholdCount', 10),
  },
  {
    rule: 'HA-ALB-8',
    breaks: 'a load balancer stays in DNS until no target is healthy',
    in: anywhere,
    except: { in: not(hasOtherRegion), why: 'there is nowhere else to go' },
    at: targets,
    change: remove(inTargets('target_group_health.dns_failover.minimum_healthy_targets.count')),
  },
  {
    rule: 'HA-ALB-9',
    breaks: 'connections are cut when a target is deregistered',
    in: anywhere,
    at: targets,
    change: set(`${inTargets('deregistration_delay.timeout_seconds')}/Value`, '0'),
  },
  {
    rule: 'HA-ALB-10',
    breaks: 'the load balancer has no listener',
    in: anywhere,
    at: '*-service/ServiceLoadBalancer*',
    change: remove('Properties/LoadBalancerArn'),
    found: [balancer],
    also: [unprobed],
  },
  {
    rule: 'HA-ALB-10',
    breaks: 'what is redirected to has no listener',
    in: anywhere,
    at: '*-service/ServiceLoadBalancerHttps',
    change: remove(),
    found: [balancer],
    also: [unprobed],
  },
  {
    rule: 'HA-ALB-10',
    breaks: 'nothing registers with the target group',
    in: anywhere,
    at: group,
    change: remove('Properties/TargetGroupARNs'),
    found: [balancer],
  },
  {
    rule: 'HA-ALB-13',
    breaks: 'the health check takes errors',
    in: anywhere,
    at: targets,
    change: set('Properties/Matcher', { HttpCode: '200-499' }),
  },
  {
    rule: 'HA-ALB-14',
    breaks: 'unhealthy targets get requests before the zone is left',
    in: anywhere,
    at: targets,
    change: set(
      `${inTargets('target_group_health.unhealthy_state_routing.minimum_healthy_targets.count')}/Value`,
      '9',
    ),
  },
  {
    rule: 'HA-ALB-15',
    breaks: 'clients keep their connections for an hour',
    in: anywhere,
    at: balancer,
    change: set(inBalancer('client_keep_alive.seconds'), '3600'),
  },
];
