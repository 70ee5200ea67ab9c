export { Architecture, type ArchitectureProps } from './architecture.ts';
export { createApp } from './create-app.ts';
