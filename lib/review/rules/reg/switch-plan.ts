import type { GraphRule } from '../../rule.ts';
import { evidenceOf, fail, pass } from '../../verdicts.ts';

export const rule: GraphRule = {
  id: 'HA-REG-15',
  consequence: 'the switch depends on what people remember',
  title: 'A switch to a standby Region has a plan, or a guarded routing control',
  rationale:
    'Steps that people remember are forgotten under pressure; a routing control without a safety rule lets them switch both Regions off.',
  severity: 'warning',
  fix: 'Add an AWS::ARCRegionSwitch::Plan, or routing controls with an AWS::Route53RecoveryControl::SafetyRule.',
  wellArchitected: ['REL13-BP05'],
  controls: 'testing',
  docs: [
    'https://docs.aws.amazon.com/r53recovery/latest/dg/region-switch.html',
    'https://docs.aws.amazon.com/r53recovery/latest/dg/routing-control.safety-rules.html',
  ],
  appliesTo: 'graph',
  check({ graph, profile }) {
    if (profile.recovery !== 'switch') return [];
    const plans = graph.resourcesOf('AWS::ARCRegionSwitch::Plan');
    const controls = graph.resourcesOf('AWS::Route53RecoveryControl::RoutingControl');
    const rules = graph.resourcesOf('AWS::Route53RecoveryControl::SafetyRule');
    const evidence = evidenceOf([...plans, ...controls, ...rules], 'switches Regions');
    const isGuarded = plans.length > 0 || (controls.length > 0 && rules.length > 0);
    const found = `Region switch plans: ${plans.length}, routing controls: ${controls.length}, safety rules: ${rules.length}`;
    const verdict = isGuarded
      ? pass(found, { evidence })
      : fail(`${found}; a switch needs a plan, or controls with a rule`, { evidence });
    return [{ subject: undefined, ...verdict }];
  },
};
