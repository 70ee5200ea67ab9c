export { GlobalDatastoreMember } from './global-datastore.ts';
export { ValkeyCache, type ValkeyCacheProps } from './valkey-cache.ts';
