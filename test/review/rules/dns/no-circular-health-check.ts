import type { RuleSamples } from '../../support/samples.ts';
import { aliasOf, healthCheck, parameter, record } from './parts.ts';

const guarded = 'HealthCheckId: !Ref Check, TTL: 60, ResourceRecords: [192.0.2.1]';

export const samples: RuleSamples = {
  pass: {
    'the name of the endpoint': [record('One', guarded), healthCheck],
    'a record that leads to the name that is probed': [
      record('One', `HealthCheckId: !Ref Check, ${aliasOf('eu-west-1.app.example.com')}`),
      record('Endpoint', 'TTL: 60, ResourceRecords: [192.0.2.1]', 'eu-west-1.app.example.com'),
      healthCheck,
    ],
  },
  fail: {
    'the name that it guards': [record('One', guarded, 'EU-west-1.app.example.com.'), healthCheck],
    'a name that leads to the one that it guards': [
      record('One', guarded),
      record('Endpoint', aliasOf('app.example.com'), 'eu-west-1.app.example.com'),
      healthCheck,
    ],
  },
  unknown: {
    'a name that is given at deployment': [
      parameter('Name'),
      record('One', guarded, '!Ref Name'),
      healthCheck,
    ],
  },
  notApplicable: {
    'a check that no record uses': healthCheck,
    'an address, with the name as a header': [
      record('One', guarded, 'eu-west-1.app.example.com'),
      healthCheck.replace('{ Type: HTTPS,', '{ IPAddress: 192.0.2.1,'),
    ],
  },
};
