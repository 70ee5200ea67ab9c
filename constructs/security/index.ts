export { RegionalKey, type RegionalKeyProps } from './regional-key.ts';
