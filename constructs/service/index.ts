export {
  azLossFloor,
  cpuTargetPercent,
  type RollingUpdatePace,
  rollingUpdatePace,
} from './capacity.ts';
export { type DeploymentGate, gateDeployments } from './deployment-gate.ts';
export { type HealthResponderOptions, healthResponder, httpReadiness } from './health-responder.ts';
export type { HttpWorkload, InstanceWorkload } from './instance-workload.ts';
export { LoadBalancedService, type LoadBalancedServiceProps } from './load-balanced-service.ts';
export {
  MultiAzAutoScalingGroup,
  type MultiAzAutoScalingGroupAttributes,
  type MultiAzAutoScalingGroupProps,
} from './multi-az-auto-scaling-group.ts';
export { MultiAzLoadBalancer, type MultiAzLoadBalancerProps } from './multi-az-load-balancer.ts';
export { type RoundRobinOptions, TargetRouting } from './target-routing.ts';
export { MANAGED_RULE_GROUPS, WebFirewall, type WebFirewallProps } from './web-firewall.ts';
