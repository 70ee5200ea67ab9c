export type { DomainProps } from './domain.ts';
export { GlobalRouting, type GlobalRoutingProps } from './global-routing.ts';
export { healthyName, regionalName, standbyName } from './names.ts';
export { PublicZone, type PublicZoneProps } from './public-zone.ts';
export { RegionalCertificate, type RegionalCertificateProps } from './regional-certificate.ts';
export { RegionalEndpoint, type RegionalEndpointProps } from './regional-endpoint.ts';
export { RoutingPolicy, type RoutingRecord } from './routing-policy.ts';
