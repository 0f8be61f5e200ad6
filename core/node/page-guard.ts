/**
 * Who may talk to the page's server [PROFILE-7] [THREAT-39]. The machine's other users and every web page can reach a
 * port on 127.0.0.1: names of hosts that merely lead here, foreign origins and callers without the token are turned away.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { equalBytes, utf8 } from '../base/bytes.ts';
import { sha256 } from '../crypto/hash.ts';

/** The subprotocol that carries the token: a page cannot set a header of a WebSocket. */
const PREFIX = 'kith.';

export class PageGuard {
  readonly #hosts: ReadonlySet<string>;
  readonly #protocol: string;

  constructor(port: number, token: string) {
    this.#hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
    this.#protocol = `${PREFIX}${token}`;
  }

  /** A name that an attacker's DNS points to this machine is not ours. */
  isHost(headers: IncomingHttpHeaders): boolean {
    return headers.host !== undefined && this.#hosts.has(headers.host);
  }

  /** May this caller have the page's files? They hold no secret; still no other page is to embed them. */
  mayLoad(headers: IncomingHttpHeaders): boolean {
    return this.isHost(headers) && (headers.origin === undefined || this.#isOwnOrigin(headers));
  }

  /** The subprotocol to answer with, or undefined. */
  openChannel(headers: IncomingHttpHeaders): string | undefined {
    if (!this.isHost(headers) || !this.#isOwnOrigin(headers)) return undefined;
    const offered = headers['sec-websocket-protocol'] ?? '';
    return isSame(offered, this.#protocol) ? offered : undefined;
  }

  #isOwnOrigin({ host, origin }: IncomingHttpHeaders): boolean {
    return origin === `http://${host}`;
  }
}

/** The time tells nothing: what is compared are hashes. */
function isSame(a: string, b: string): boolean {
  return equalBytes(sha256(utf8(a)), sha256(utf8(b)));
}
