/**
 * Joining attempts: from a link to a community on this device. An attempt outlives the command and the process that
 * began it: it goes on until it is done, refused or given up.
 */
import type { JoinPhase, JoinView } from '../api/community-methods.ts';
import { toBase32 } from '../base/base32.ts';
import type { Clock, Random } from '../base/clock.ts';
import { KithError } from '../base/kith-error.ts';
import type { Log } from '../base/log.ts';
import { accepted, refused, type Verdict } from '../base/result.ts';
import type { Community } from '../community/community.ts';
import { SerialQueue } from '../community/serial-queue.ts';
import { signingKeyFromSeed } from '../crypto/sign.ts';
import { createCertificate } from '../identity/certificate.ts';
import { decodeInviteLink, encodeInviteLink, type InviteTicket } from '../identity/invite-link.ts';
import { inviteSeedOf, looksLikeInviteWords, readInviteWords } from '../identity/invite-words.ts';
import { readDeviceCertificate } from '../identity/device-certificate.ts';
import { createJoinRequest } from '../identity/join-request.ts';
import { createReturnRequest } from '../identity/return-request.ts';
import type { DeviceKeys } from '../identity/keys.ts';
import type { InviteId } from '../base/ids.ts';
import type { JoinPlan, JoinState, Joining, Looking } from '../sync/sync.ts';
import type { Registry } from './registry.ts';

export interface JoinsContext {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly registry: Registry;
  /** The name that the request carries. */
  name(): string;
  newKeys(): Promise<DeviceKeys>;
  /** Undefined while this profile is offline. */
  begin(plan: JoinPlan): Joining | undefined;
  /** Undefined while this profile is offline. */
  look(invite: InviteId): Looking | undefined;
  /** The community of an invite, when this profile is in it already. */
  hosted(ticket: InviteTicket): Community | undefined;
  /** Opens the keys, stores them, and hosts the community from now on. */
  adopt(ticket: InviteTicket, keys: DeviceKeys, welcome: Uint8Array): Promise<Community>;
  /** Entries received so far, and how many there are as far as is known. */
  progress(ticket: InviteTicket): {
    readonly received: number;
    readonly expected: number | null;
    readonly neighbours: number;
  };
  onChange(): void;
}

interface Attempt {
  readonly id: string;
  readonly ticket: InviteTicket;
  readonly keys: DeviceKeys;
  readonly certificate: Uint8Array | undefined;
  joining: Joining | undefined;
  state: JoinState;
}

/** A member comes back: the keys of the new device, and its certificate by the root. */
export interface Returning {
  readonly keys: DeviceKeys;
  readonly certificate: Uint8Array;
}

const SECOND = 1_000;
const DAY = 86_400_000;

export class Joins {
  readonly #c: JoinsContext;
  readonly #attempts = new Map<string, Attempt>();
  readonly #adoptions = new SerialQueue();
  /** By invite: what was found of words since the start, so that they are looked for once. */
  readonly #found = new Map<InviteId, InviteTicket>();

  constructor(context: JoinsContext) {
    this.#c = context;
  }

  /** Goes on with the attempts of earlier runs, or of before the network changed. */
  async resume(): Promise<void> {
    for (const { id, link, keys, certificate } of await this.#c.registry.joins()) {
      const ticket = decodeInviteLink(link);
      if (!ticket.ok) continue;
      const known = this.#attempts.get(id);
      const attempt = known ?? this.#add(id, ticket.value, keys, certificate);
      if (this.#isExpired(attempt)) await this.#expire(attempt);
      else this.#begin(attempt);
    }
  }

  /** What a link says, or what somebody on the network says of words. Joins nothing. Codes as in `joinLook`. */
  async look(text: string, waitMs = 30_000): Promise<InviteTicket> {
    if (!looksLikeInviteWords(text)) {
      const ticket = decodeInviteLink(text);
      if (!ticket.ok) throw new KithError(ticket.code);
      return ticket.value;
    }
    const secret = readInviteWords(text);
    if (!secret.ok) throw new KithError(secret.code);
    const inviteSeed = inviteSeedOf(secret.value);
    const invite = toBase32(signingKeyFromSeed(inviteSeed).publicKey) as InviteId;
    const known = this.#found.get(invite);
    if (known) return known;
    const looking = this.#c.look(invite);
    if (!looking) throw new KithError('JOIN_OFFLINE');
    const stop = this.#c.clock.after(waitMs, () => {
      looking.cancel();
    });
    const state = await looking.finished;
    stop();
    if (state.phase === 'failed') {
      const isNobody = state.code === 'JOIN_CANCELLED' || state.code === 'JOIN_NOBODY';
      throw new KithError(isNobody ? 'WORDS_NOBODY' : state.code);
    }
    const { community, role, tips, expires, title, from } = state.introduction;
    const addresses = state.address === null ? [] : [state.address];
    const ticket = { community, inviteSeed, role, addresses, tips, expires, title, from };
    this.#found.set(invite, ticket);
    return ticket;
  }

  /**
   * Resolves when in step with one member; JOIN_NOBODY or JOIN_SLOW after `waitMs`, and the attempt goes on. Of words, a
   * person has to have confirmed the community. `returning`: for a link that was made for a member who comes back.
   */
  async join(
    text: string,
    waitMs = 30_000,
    confirmed?: string,
    returning?: Returning,
  ): Promise<{ community: string; title: string }> {
    const ticket = await this.look(text, waitMs);
    if (looksLikeInviteWords(text) && ticket.community !== confirmed)
      throw new KithError('WORDS_UNCONFIRMED', undefined, { title: ticket.title, from: ticket.from });
    if (ticket.lost && !returning) throw new KithError('RETURN_LINK');
    if (this.#c.hosted(ticket)) throw new KithError('ALREADY_IN');
    let attempt = [...this.#attempts.values()].find(
      (one) => isSame(one.ticket, ticket) && !isOver(one.state),
    );
    if (!attempt) {
      for (const old of this.#attempts.values())
        if (isSame(old.ticket, ticket)) this.#attempts.delete(old.id);
      // Whichever of several links works first, and also if two do: it is one person that comes in.
      const other = [...this.#attempts.values()].find(
        (one) => one.ticket.community === ticket.community && !isOver(one.state),
      );
      const keys = returning?.keys ?? other?.keys ?? (await this.#c.newKeys());
      const certificate = returning?.certificate;
      const id = toBase32(this.#c.random.bytes(10));
      await this.#c.registry.addJoin({
        id,
        link: encodeInviteLink(ticket),
        keys,
        ...(certificate && { certificate }),
      });
      attempt = this.#add(id, ticket, keys, certificate);
    }
    this.#begin(attempt);
    if (!attempt.joining) throw new KithError('JOIN_OFFLINE');
    const state = await this.#wait(attempt, waitMs);
    if (state.phase === 'done') return { community: ticket.community, title: ticket.title };
    if (!isSeeking(state) || !this.#isExpired(attempt)) throw failureOf(state);
    await this.#expire(attempt);
    throw new KithError('INVITE_EXPIRED');
  }

  async cancel(id: string): Promise<void> {
    const attempt = this.#attempts.get(id);
    if (!attempt) throw new KithError('JOIN_UNKNOWN');
    attempt.joining?.cancel();
    this.#attempts.delete(id);
    await this.#c.registry.removeJoin(id);
    this.#c.onChange();
  }

  /** Let in, and the contents are still coming. */
  isArriving(community: string): boolean {
    return [...this.#attempts.values()].some(
      ({ ticket, state }) => ticket.community === community && state.phase === 'receiving',
    );
  }

  views(): JoinView[] {
    return [...this.#attempts.values()].map((attempt) => ({
      id: attempt.id,
      community: attempt.ticket.community,
      title: attempt.ticket.title,
      from: attempt.ticket.from,
      phase: phaseOf(attempt.state),
      code: attempt.state.phase === 'failed' ? attempt.state.code : null,
      ...this.#c.progress(attempt.ticket),
    }));
  }

  #add(id: string, ticket: InviteTicket, keys: DeviceKeys, certificate: Uint8Array | undefined): Attempt {
    const attempt: Attempt = {
      id,
      ticket,
      keys,
      certificate,
      joining: undefined,
      state: { phase: 'looking', refusals: 0 },
    };
    this.#attempts.set(id, attempt);
    return attempt;
  }

  #begin(attempt: Attempt): void {
    if (attempt.joining && !isOver(attempt.joining.state)) return;
    const { ticket } = attempt;
    const request = this.#requestOf(attempt);
    const joining = this.#c.begin({ ticket, request, adopt: (welcome) => this.#adopt(attempt, welcome) });
    attempt.joining = joining;
    if (!joining) return;
    attempt.state = joining.state;
    this.#watchExpiry(attempt, joining);
    joining.onChange.on((state) => {
      attempt.state = state;
      this.#c.onChange();
    });
    joining.finished
      .then((state) => this.#finish(attempt, joining, state))
      .catch(() => {
        // The row of the attempt stays; the next start takes it up and finds what has become of it.
        this.#c.log.warn('the end of a joining attempt is not noted');
      });
    this.#c.onChange();
  }

  #requestOf({ ticket, keys, certificate }: Attempt): Uint8Array {
    const inviteKey = signingKeyFromSeed(ticket.inviteSeed);
    if (!certificate) {
      const own = createCertificate(ticket.community, keys, this.#c.name());
      return createJoinRequest(own, keys.device, inviteKey).bytes;
    }
    const returning = readDeviceCertificate(certificate, ticket.community);
    if (!returning.ok) throw new KithError('STORE_CORRUPT', 'the certificate of a return does not read');
    return createReturnRequest(returning.value, keys.device, inviteKey).bytes;
  }

  /** One after the other: two links of one community may be answered at once. */
  #adopt(attempt: Attempt, welcome: Uint8Array): Promise<Verdict<Community>> {
    return this.#adoptions.run(() => this.#adoptNow(attempt, welcome));
  }

  async #adoptNow(attempt: Attempt, welcome: Uint8Array): Promise<Verdict<Community>> {
    // An earlier run was let in and then cut off: it goes on with what it has, never beside it.
    const hosted = this.#c.hosted(attempt.ticket);
    if (hosted) {
      // That admission may not have held; what opens this one comes with it.
      await hosted.takeWelcome(welcome);
      return accepted(hosted);
    }
    try {
      return accepted(await this.#c.adopt(attempt.ticket, attempt.keys, welcome));
    } catch (error) {
      if (error instanceof KithError) return refused(error.code);
      throw error;
    }
  }

  async #finish(attempt: Attempt, joining: Joining, state: JoinState): Promise<void> {
    // An attempt that was taken up anew, or that only pauses because the network changes or Kith quits, is not over.
    const isPaused = state.phase === 'failed' && state.code === 'JOIN_CANCELLED';
    if (attempt.joining !== joining || isPaused) return;
    attempt.state = state;
    if (state.phase === 'done') this.#attempts.delete(attempt.id);
    if (isOver(state)) await this.#c.registry.removeJoin(attempt.id);
    this.#c.onChange();
  }

  /** Nobody may be waiting for the attempt when its invitation runs out. */
  #watchExpiry(attempt: Attempt, joining: Joining): void {
    const { expires } = attempt.ticket;
    if (expires === null) return;
    const wait = Math.min(DAY, Math.max(SECOND, expires - this.#c.clock.now()));
    const stop = this.#c.clock.after(wait, () => {
      if (attempt.joining !== joining || isOver(joining.state)) return;
      if (!isSeeking(joining.state) || !this.#isExpired(attempt)) {
        this.#watchExpiry(attempt, joining);
        return;
      }
      this.#expire(attempt).catch(() => {
        this.#c.log.warn('the end of a joining attempt is not noted');
      });
    });
    void joining.finished.then(stop);
  }

  /** By this device's clock; hosts go by theirs. */
  #isExpired({ ticket: { expires } }: Attempt): boolean {
    return expires !== null && this.#c.clock.now() >= expires;
  }

  /** Nobody has been found in time: there is nothing to go on looking for. */
  async #expire(attempt: Attempt): Promise<void> {
    const { joining } = attempt;
    attempt.joining = undefined;
    joining?.cancel();
    attempt.state = { phase: 'failed', code: 'INVITE_EXPIRED' };
    await this.#c.registry.removeJoin(attempt.id);
    this.#c.onChange();
  }

  #wait(attempt: Attempt, waitMs: number): Promise<JoinState> {
    const { joining } = attempt;
    return new Promise((resolve) => {
      const stop = this.#c.clock.after(waitMs, () => {
        resolve(attempt.state);
      });
      void joining?.finished.then(() => {
        stop();
        resolve(attempt.state);
      });
    });
  }
}

function phaseOf(state: JoinState): JoinPhase {
  return state.phase;
}

/** Nobody has let it in, and nobody is just about to. */
function isSeeking({ phase }: JoinState): boolean {
  return phase === 'looking' || phase === 'waiting';
}

function isOver(state: JoinState): boolean {
  return state.phase === 'done' || state.phase === 'failed';
}

function isSame(a: InviteTicket, b: InviteTicket): boolean {
  return a.community === b.community && toBase32(a.inviteSeed) === toBase32(b.inviteSeed);
}

/** Of an attempt that has not come to its end, or not to a good one. */
function failureOf(state: JoinState): KithError {
  switch (state.phase) {
    case 'failed':
      return new KithError(state.code);
    case 'receiving':
      return new KithError('JOIN_SLOW');
    case 'waiting':
      return new KithError('APPROVAL_WAITING');
    case 'asking':
    case 'looking':
      return new KithError('JOIN_NOBODY');
    case 'done':
      return new KithError('INTERNAL');
    default:
      return state satisfies never;
  }
}
