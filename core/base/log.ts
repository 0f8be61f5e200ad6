/** Fields hold ids (shortened), counts, codes and durations; never names, contents, keys or addresses of people. */
export interface Log {
  debug(event: string, fields?: Readonly<Record<string, string | number | boolean>>): void;
  info(event: string, fields?: Readonly<Record<string, string | number | boolean>>): void;
  warn(event: string, fields?: Readonly<Record<string, string | number | boolean>>): void;
  error(event: string, fields?: Readonly<Record<string, string | number | boolean>>): void;
}

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
