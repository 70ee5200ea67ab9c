import { asString, identity, referencesIn } from '../../../assembly/index.ts';
import type { ResourceRule, Verdict } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-SEC-1',
  consequence: 'the certificate expires, or cannot be attached',
  title: 'A listener has a certificate of its own Region that renews itself',
  rationale:
    'A certificate that is validated by mail expires unless somebody answers in time, and one of another Region cannot be attached at all.',
  severity: 'error',
  fix: 'Refer to an AWS::CertificateManager::Certificate of the same Region with ValidationMethod DNS.',
  wellArchitected: ['REL11-BP02'],
  docs: ['https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html'],
  appliesTo: [
    'AWS::ElasticLoadBalancingV2::Listener',
    'AWS::ElasticLoadBalancingV2::ListenerCertificate',
  ],
  check(listener, { graph }) {
    const list = graph.get(listener, 'Certificates');
    const count = list.kind === 'list' ? list.items.length : 0;
    return Array.from({ length: count }, (_, i): Verdict => {
      const property = ['Certificates', i, 'CertificateArn'];
      const value = graph.get(listener, ...property);
      const certificate = referencesIn(value).find(
        ({ node }) => node.type === 'AWS::CertificateManager::Certificate',
      )?.node;
      const arnRegion = identity(value)?.split(':')[3];
      const region = certificate?.region ?? (arnRegion?.includes('<') ? undefined : arnRegion);
      const evidence = certificate && [{ resource: certificate, note: 'the certificate' }];
      const details = { property, ...(evidence !== undefined && { evidence }) };
      if (region !== undefined && listener.region !== undefined && region !== listener.region) {
        return fail(`the certificate is in ${region}, expected ${listener.region}`, details);
      }
      if (certificate === undefined) {
        return unknown('the certificate is in none of these templates', details);
      }
      const method = asString(graph.get(certificate, 'ValidationMethod'));
      if (method.state === 'unknown') {
        return unknown(`how it is validated is not known: ${method.reason}`, details);
      }
      const found = method.state === 'absent' ? 'EMAIL, the default' : method.value;
      if (found === 'DNS') return pass('its certificate is validated by DNS', details);
      // It takes somebody who misses a mail, once a year.
      const message = `its certificate is validated by ${found}, expected DNS`;
      return fail(message, { ...details, severity: 'warning' });
    });
  },
};
