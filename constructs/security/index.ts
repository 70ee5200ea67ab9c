export { RegionalKey, type RegionalKeyProps } from './regional-key.ts';
export { ReplicatedSecret, type ReplicatedSecretProps } from './replicated-secret.ts';
