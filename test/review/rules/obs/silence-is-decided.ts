import type { RuleSamples } from '../../support/samples.ts';

const alarm = (more = '', metric = 'HealthyHostCount') => `
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties: { Namespace: AWS/ApplicationELB, MetricName: ${metric}${more} }
`;

export const samples: RuleSamples = {
  pass: { 'silence is an alarm': alarm(', TreatMissingData: breaching') },
  fail: {
    'the default, missing': alarm(),
    'missing, as chosen': alarm(', TreatMissingData: missing'),
  },
  unknown: {
    'a treatment that is given at deployment': [
      'Parameters: { Treatment: { Type: String } }\nResources: {}',
      alarm(', TreatMissingData: !Ref Treatment'),
    ],
  },
  notApplicable: { 'errors, of which none is good': alarm('', 'HTTPCode_ELB_5XX_Count') },
};
