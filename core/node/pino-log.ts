/**
 * The log, one line of JSON an event, written at once: a worker would lose the last lines before a crash. Ids are cut to
 * their first letters, so that a log that is sent to somebody names nobody.
 */
import { existsSync, renameSync, statSync } from 'node:fs';
import { pino } from 'pino';
import type { Log } from '../base/log.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Bytes from which a log file is put aside at the next start; one old file is kept. */
const LARGE = 4 * 1024 * 1024;

const LONG_ID = /\b(?:12D3KooW[1-9A-HJ-NP-Za-km-z]{44}|[a-z2-7]{52}|[a-z2-7]{32}|[0-9a-f]{64})\b/g;

/** `to`: a file, which only its owner may read, or the standard error. */
export function pinoLog(level: LogLevel, to: 'stderr' | { readonly file: string }): Log {
  if (to !== 'stderr') putAside(to.file);
  const destination = pino.destination({
    dest: to === 'stderr' ? 2 : to.file,
    sync: true,
    mkdir: false,
    mode: 0o600,
  });
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return {
    debug: (event, fields) => logger.debug(shorten(fields), event),
    info: (event, fields) => logger.info(shorten(fields), event),
    warn: (event, fields) => logger.warn(shorten(fields), event),
    error: (event, fields) => logger.error(shorten(fields), event),
  };
}

type Fields = Readonly<Record<string, string | number | boolean>>;

function shorten(fields: Fields = {}): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? shortenIds(value) : value,
    ]),
  );
}

/** A transport id tells peers apart by its end, every other id by its beginning. */
function shortenIds(text: string): string {
  return text.replace(LONG_ID, (id) =>
    id.startsWith('12D3KooW') ? `~${id.slice(-8)}` : `${id.slice(0, 8)}~`,
  );
}

function putAside(file: string): void {
  if (existsSync(file) && statSync(file).size > LARGE) renameSync(file, `${file}.1`);
}
