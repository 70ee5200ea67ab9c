import { text } from '../validation/index.ts';

/** A secret of the owner's, which every Region has under one name; an ARN names that of one Region. */
export const secretName = text(
  /^[\w/+=.@-]{1,512}$/,
  'the name of a secret in Secrets Manager',
  'write the name that it has in every Region, not its ARN',
);
