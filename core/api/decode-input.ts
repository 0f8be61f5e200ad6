/** The one check of what a caller hands to a method: by its schema, before anything else sees it. */
import * as v from 'valibot';
import { KithError } from '../base/kith-error.ts';
import { methods, type DecodedOf, type MethodName } from './methods.ts';

/**
 * Throws KithError: INPUT_INVALID, or the code that the schema gives; details: the method and the field.
 */
export function decodeInput<Name extends MethodName>(name: Name, input: unknown): DecodedOf<Name> {
  const result = v.safeParse(methods[name].input, input, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const code = /^[A-Z][A-Z_]+$/.test(issue.message) ? issue.message : 'INPUT_INVALID';
  throw new KithError(code, `${name}: ${issue.message}`, { method: name, field: v.getDotPath(issue) ?? '' });
}
