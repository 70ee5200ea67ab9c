export { GlobalDatastoreMember } from './global-datastore.ts';
export { ValkeyCache, type ValkeyCacheAttributes, type ValkeyCacheProps } from './valkey-cache.ts';
