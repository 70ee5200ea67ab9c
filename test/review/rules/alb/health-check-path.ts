import type { RuleSamples } from '../../support/samples.ts';
import { openTargetGroup, targetGroup } from './balancer.ts';

export const samples: RuleSamples = {
  pass: {
    'a page of its own': targetGroup('Protocol: HTTP, HealthCheckPath: /health'),
    'one over TCP, checked by HTTP': targetGroup(
      'Protocol: TCP, HealthCheckProtocol: HTTP, HealthCheckPath: /health',
    ),
  },
  fail: {
    'the default': targetGroup('Protocol: HTTPS'),
    'the default, written out': targetGroup('Protocol: HTTP, HealthCheckPath: /'),
    'over TCP, checked by HTTP': targetGroup('Protocol: TCP, HealthCheckProtocol: HTTP'),
  },
  unknown: {
    'a path that is given at deployment': openTargetGroup('HealthCheckPath', 'Protocol: HTTP'),
    'a protocol that is given at deployment': openTargetGroup('Protocol'),
  },
  notApplicable: {
    'checked by TCP': targetGroup('Protocol: TCP'),
    'gRPC, which has another default': targetGroup('Protocol: HTTP, ProtocolVersion: GRPC'),
    'a function': targetGroup('TargetType: lambda'),
  },
};
