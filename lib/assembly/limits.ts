/**
 * What the loader and the resolver refuse to go beyond, so that no input can hang them or exhaust
 * memory. Each is well above what CloudFormation itself accepts
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html).
 *
 * @module
 */

/** Bytes of one template. CloudFormation accepts 1 MB; the rest is room for indentation. */
export const MAX_TEMPLATE_BYTES = 4 * 1024 * 1024;

/** Bytes of a cloud assembly's own files: manifest, construct tree, metadata, asset manifests. */
export const MAX_MANIFEST_BYTES = 64 * 1024 * 1024;

/** Levels of nesting inside one template. */
export const MAX_DEPTH = 128;

/** Values in one template, with every YAML alias counted as if it were written out. */
export const MAX_VALUES = 1_000_000;

/** Files looked at below one folder. */
export const MAX_FILES = 20_000;

/** Stacks in one graph, each use of a nested template counted. */
export const MAX_STACKS = 2_000;

/** Nested stacks inside nested stacks. */
export const MAX_NESTING = 32;

/** Steps from a value to what it finally stands for, through references across stacks. */
export const MAX_RESOLVE_DEPTH = 500;

/** Parts of a value that one stack takes from another. */
export const MAX_SHARED_SIZE = 1_000;

/** Combinations of branches in the arguments of one function. */
export const MAX_BRANCHES = 1_000;

/** Characters of one resolved text. */
export const MAX_TEXT_LENGTH = 1024 * 1024;

/** Combinations of conditions that `explore` looks at. */
export const MAX_SCENARIOS = 64;
