export { INSTANCE_ENDPOINTS } from './interface-endpoints.ts';
export { MultiAzNetwork, type MultiAzNetworkProps } from './multi-az-network.ts';
