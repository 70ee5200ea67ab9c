import type { RuleSamples } from '../../support/samples.ts';
import { regions } from './parts.ts';

const topic = 'Topic: { Type: AWS::SNS::Topic }';
const control = 'Control: { Type: AWS::Route53RecoveryControl::RoutingControl }';
const rule = 'Rule: { Type: AWS::Route53RecoveryControl::SafetyRule }';

export const samples: RuleSamples = {
  pass: {
    'a Region switch plan': regions(
      'pilot-light',
      'Plan: { Type: AWS::ARCRegionSwitch::Plan }',
      topic,
    ),
    'a routing control and a safety rule': regions('warm-standby', [control, rule], topic),
  },
  fail: {
    'a routing control without a safety rule': regions('warm-standby', control, topic),
    nothing: regions('pilot-light', topic, topic),
  },
  unknown: 'what makes the switch is a resource, which is there or is not',
  notApplicable: {
    'active Regions': regions('active-active', topic, topic),
    'a service of one Region': regions('multi-az', topic, topic),
  },
};
