/** The sample street of this peer: built when somebody wants to look around, left when they forget it or quit. */
import type { Random } from '../base/clock.ts';
import { KithError } from '../base/kith-error.ts';
import type { Log } from '../base/log.ts';
import { accepted } from '../base/result.ts';
import type { Community } from '../community/community.ts';
import { createCertificate } from '../identity/certificate.ts';
import { decodeInviteLink, type InviteTicket } from '../identity/invite-link.ts';
import { createJoinRequest } from '../identity/join-request.ts';
import { newDeviceKeys, type DeviceKeys } from '../identity/keys.ts';
import { signingKeyFromSeed } from '../crypto/sign.ts';
import type { Exchange } from './exchange.ts';
import type { SampleStreet } from './sample-street.ts';

export interface SampleContext {
  /** Undefined where this host has no sample. */
  build(): Promise<SampleStreet> | undefined;
  readonly exchange: Exchange;
  readonly random: Random;
  readonly log: Log;
  name(): string;
  /** The sample community, when this profile has it. */
  found(): string | undefined;
  adopt(ticket: InviteTicket, keys: DeviceKeys, welcome: Uint8Array): Promise<Community>;
}

export class Sample {
  readonly #c: SampleContext;
  #street: SampleStreet | undefined;
  #entering: Promise<string> | undefined;

  constructor(context: SampleContext) {
    this.#c = context;
  }

  /** Gives the community. Throws KithError NOT_INITIALISED, METHOD_UNKNOWN, JOIN_SLOW. */
  async enter(): Promise<string> {
    this.#c.name();
    const found = this.#c.found();
    if (found !== undefined) return found;
    this.#entering ??= this.#enter().finally(() => {
      this.#entering = undefined;
    });
    return this.#entering;
  }

  async stop(): Promise<void> {
    await this.#entering?.catch(() => undefined);
    const street = this.#street;
    this.#street = undefined;
    if (!street) return;
    await this.#c.exchange.endBeside(street.network);
    await street.stop();
  }

  async #enter(): Promise<string> {
    const street = await this.#c.build();
    if (!street) throw new KithError('METHOD_UNKNOWN');
    this.#street = street;
    const ticket = decodeInviteLink(street.link);
    if (!ticket.ok) throw new KithError(ticket.code);
    const { community, inviteSeed } = ticket.value;
    // A root of its own: the person's words have nothing to do with it.
    const keys = newDeviceKeys(this.#c.random);
    const certificate = createCertificate(community, keys, this.#c.name());
    const request = createJoinRequest(certificate, keys.device, signingKeyFromSeed(inviteSeed)).bytes;
    const sync = await this.#c.exchange.startBeside(street.network);
    const adopt = async (welcome: Uint8Array) => accepted(await this.#c.adopt(ticket.value, keys, welcome));
    const end = await sync.join({ ticket: ticket.value, request, adopt }).finished;
    if (end.phase === 'done') return community;
    throw new KithError(end.phase === 'failed' ? end.code : 'JOIN_SLOW');
  }
}
