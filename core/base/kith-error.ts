/**
 * The one exception of this code base. `code` is stable and is what callers and translations use; `message` is for
 * developers; `details` carries values for the sentence a person reads and never holds secrets or content.
 */
export class KithError extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: string, message?: string, details: Readonly<Record<string, string | number>> = {}) {
    super(message ?? code);
    this.name = 'KithError';
    this.code = code;
    this.details = details;
  }
}

export function codeOf(error: unknown): string {
  return error instanceof KithError ? error.code : 'INTERNAL';
}
