/**
 * A session: one community with one proven device. A pure step: what has come or changed goes in, what is to be done
 * comes out; session-host.ts does it.
 *
 * Guarantees: a device gets only what its level allows [SYNC-9]; content is spoken of only when the authority that the
 * other side has is held here, so that a removal is known before anything is given [SYNC-10]; a `have` names only what
 * is durable [SYNC-11]; nothing is said that the other side knows already, so an idle session is silent [SYNC-16].
 * Not here: which neighbour is asked for what (want-plan.ts), what entries are worth (the gate).
 */
import type { DeviceId } from '../base/ids.ts';
import type { FeedTip } from '../community/replica.ts';
import type { Tail } from '../community/tails.ts';
import type { FeedKind } from '../feed/entry.ts';
import type { ForkProof } from '../feed/fork-proof.ts';
import { runLength, type Run } from '../feed/run.ts';
import { NOTHING, heldSeq, raise, seqIn, type Frontier, type Held } from './frontier.ts';
import {
  FRAME_TARGET,
  MAX_HAVE_TIPS,
  MAX_NEIGHBOUR_FEEDS,
  MAX_SERVED_WANTS,
  RECENT_FROM,
  WANT_TIMEOUT,
} from './limits.ts';
import type { Range, SessionBody } from './messages.ts';
import { nextRead, takeRead, type Serving } from './serving.ts';

/**
 * What the other device gets.
 *   hearing    nothing: it is unknown and has shown an old key only. It may send authority, which may come to name it
 *   authority  authority entries: it is unknown yet, but somebody has given it the current authority key
 *   full       everything: it is a current device of the community
 */
export type Level = 'hearing' | 'authority' | 'full';

export interface Asked {
  readonly ranges: readonly Range[];
  /** When something of it came last. */
  readonly since: number;
}

export interface Session {
  readonly level: Level;
  /** What the other side holds: by its own word, or because it has sent it. */
  readonly theirs: Frontier;
  /** It has named everything that it holds of that kind. */
  readonly isWhole: Readonly<Record<FeedKind, boolean>>;
  /** What it has been told that is held here, and what it has been sent. */
  readonly told: Frontier;
  readonly sent: Frontier;
  /** Of these kinds it has been told everything, and is told what changes. */
  readonly speaksOf: Readonly<Record<FeedKind, boolean>>;
  /** Feeds that have moved since it was told. */
  readonly moved: Readonly<Record<FeedKind, ReadonlySet<DeviceId>>>;
  /** It has been told which entries are erased, and is told of more. */
  readonly knowsErasures: boolean;
  /** The newest entries, to look at: has this side asked for them, and has it given them? */
  readonly recent: 'not asked' | 'asked' | 'had';
  readonly gaveRecent: boolean;
  readonly served: readonly Serving[];
  readonly isReading: boolean;
  readonly asked: ReadonlyMap<number, Asked>;
  readonly nextWant: number;
}

/** What the host lets the step look at. */
export interface SessionView extends Held {
  readonly now: number;
  /** This feed is not asked for: its device is not named, it has forked, or asking has led nowhere. */
  isExcused(kind: FeedKind, device: DeviceId): boolean;
  /** Nobody else has been asked for the newest entries, or has answered. */
  readonly mayAskRecent: boolean;
  erasures(): readonly Run[];
  /** Those that do not come as entries. */
  looseErasures(): readonly Run[];
}

export type SessionInput =
  | { readonly type: 'open'; readonly proofs: readonly ForkProof[] }
  | { readonly type: 'level'; readonly level: Level }
  | { readonly type: 'message'; readonly message: SessionBody }
  /** Entries have become durable here; `runs` are to be pushed where they fit. */
  | { readonly type: 'stored'; readonly tips: readonly FeedTip[]; readonly runs: readonly Run[] }
  | { readonly type: 'read'; readonly run: Run | undefined }
  | { readonly type: 'ask'; readonly ranges: readonly Range[] }
  /** Time has passed, or the gate has judged: say what is due, give up what is overdue. */
  | { readonly type: 'tick' }
  | { readonly type: 'proofs'; readonly proofs: readonly ForkProof[] }
  | { readonly type: 'erasures'; readonly runs: readonly Run[] };

export type SessionOutput =
  | { readonly type: 'send'; readonly message: SessionBody }
  /** Answered by a `read` input, once what was sent has left. */
  | { readonly type: 'read'; readonly range: Range }
  | { readonly type: 'gate'; readonly runs: readonly Run[]; readonly answered: readonly Range[] | null }
  | { readonly type: 'hold'; readonly tips: readonly FeedTip[] }
  | { readonly type: 'proofs'; readonly proofs: readonly ForkProof[] }
  | { readonly type: 'erasures'; readonly runs: readonly Run[] }
  | { readonly type: 'peers'; readonly own: readonly string[]; readonly others: readonly string[] }
  /** The newest entries are to be given. */
  | { readonly type: 'recent' }
  | { readonly type: 'tails'; readonly tails: readonly Tail[] }
  /** Nothing came of these in time. */
  | { readonly type: 'overdue'; readonly ranges: readonly Range[] }
  | { readonly type: 'fault'; readonly code: SessionFault };

export type SessionFault =
  'WANT_FLOOD' | 'WANT_FORBIDDEN' | 'FEED_FLOOD' | 'RECENT_FLOOD' | 'RECENT_FORBIDDEN' | 'TAILS_UNASKED';

export interface SessionStep {
  readonly state: Session;
  readonly outputs: readonly SessionOutput[];
}

const NO_FEEDS: ReadonlySet<DeviceId> = new Set();

export function startSession(level: Level): Session {
  return {
    level,
    theirs: NOTHING,
    isWhole: { authority: false, content: false },
    told: NOTHING,
    sent: NOTHING,
    speaksOf: { authority: false, content: false },
    moved: { authority: NO_FEEDS, content: NO_FEEDS },
    knowsErasures: false,
    recent: 'not asked',
    gaveRecent: false,
    served: [],
    isReading: false,
    asked: new Map(),
    nextWant: 1,
  };
}

export function stepSession(state: Session, input: SessionInput, view: SessionView): SessionStep {
  switch (input.type) {
    case 'open':
      return speak(state, view, [...(state.level === 'hearing' ? [] : proofsOf(input.proofs))]);
    case 'proofs':
      return { state, outputs: state.speaksOf.authority ? proofsOf(input.proofs) : [] };
    case 'erasures':
      return { state, outputs: erasuresOf(toTell(state, input.runs, view)) };
    case 'level':
      return speak({ ...state, level: input.level }, view, []);
    case 'message':
      return onMessage(state, input.message, view);
    case 'stored':
      return onStored(state, input, view);
    case 'read':
      return onRead(state, input.run);
    case 'ask':
      return ask(state, input.ranges, view);
    case 'tick':
      return onTick(state, view);
    default:
      return input satisfies never;
  }
}

function onMessage(state: Session, message: SessionBody, view: SessionView): SessionStep {
  switch (message.type) {
    case 'have': {
      const theirs = raise(
        state.theirs,
        message.kind,
        message.tips.map((tip) => [tip.device, tip] as const),
      );
      if (isFlood(theirs)) return fault(state, 'FEED_FLOOD');
      const isWhole = { ...state.isWhole, [message.kind]: state.isWhole[message.kind] || message.isWhole };
      const hold: SessionOutput[] = state.level === 'full' ? [{ type: 'hold', tips: message.tips }] : [];
      return speak({ ...state, theirs, isWhole }, view, hold);
    }
    case 'want':
      return onWant(state, message, view);
    case 'entries':
      return onEntries(state, message, view);
    case 'proofs':
      return { state, outputs: [{ type: 'proofs', proofs: message.proofs }] };
    case 'erasures':
      return { state, outputs: state.level === 'full' ? [{ type: 'erasures', runs: message.runs }] : [] };
    case 'recent':
      if (!state.speaksOf.content) return fault(state, 'RECENT_FORBIDDEN');
      if (state.gaveRecent) return fault(state, 'RECENT_FLOOD');
      return { state: { ...state, gaveRecent: true }, outputs: [{ type: 'recent' }] };
    case 'tails':
      if (state.level !== 'full') return { state, outputs: [] };
      if (state.recent !== 'asked') return fault(state, 'TAILS_UNASKED');
      return { state: { ...state, recent: 'had' }, outputs: [{ type: 'tails', tails: message.tails }] };
    case 'peers':
      if (state.level !== 'full') return { state, outputs: [] };
      return { state, outputs: [{ type: 'peers', own: message.own, others: message.others }] };
    default:
      return message satisfies never;
  }
}

function onWant(
  state: Session,
  message: Extract<SessionBody, { type: 'want' }>,
  view: SessionView,
): SessionStep {
  const { id, ranges } = message;
  if (state.served.length >= MAX_SERVED_WANTS) return fault(state, 'WANT_FLOOD');
  // Who is told of something may ask for it; an honest neighbour asks for nothing else.
  if (ranges.some(({ kind }) => !state.speaksOf[kind])) return fault(state, 'WANT_FORBIDDEN');
  // Whoever asks for content has the authority by which it can read an erasure.
  const isFirst = !state.knowsErasures && ranges.some(({ kind }) => kind === 'content');
  const served = [...state.served, { id, ranges, at: 0, runs: [], bytes: 0 }];
  return serve(
    { ...state, served, knowsErasures: state.knowsErasures || isFirst },
    isFirst ? erasuresOf(view.erasures()) : [],
  );
}

function onRead(state: Session, run: Run | undefined): SessionStep {
  const [current, ...rest] = state.served;
  if (!current) return { state: { ...state, isReading: false }, outputs: [] };
  const { serving, message } = takeRead(current, run);
  const served = serving ? [serving, ...rest] : rest;
  const sent = run ? raise(state.sent, run.kind, [[run.device, { seq: endOf(run), id: null }]]) : state.sent;
  return serve({ ...state, served, sent, isReading: false }, message ? [send(message)] : []);
}

/** Asks the host for the next piece of the first want. */
function serve(state: Session, outputs: SessionOutput[]): SessionStep {
  const current = state.served[0];
  if (!current || state.isReading) return { state, outputs };
  return {
    state: { ...state, isReading: true },
    outputs: [...outputs, { type: 'read', range: nextRead(current) }],
  };
}

function onEntries(
  state: Session,
  message: Extract<SessionBody, { type: 'entries' }>,
  view: SessionView,
): SessionStep {
  const { id, isLast } = message;
  // Content of a device that is not known here yet is left aside: it will be asked for once the device is.
  const runs =
    state.level === 'full' ? message.runs : message.runs.filter(({ kind }) => kind === 'authority');
  let { theirs } = state;
  for (const run of runs) theirs = raise(theirs, run.kind, [[run.device, { seq: endOf(run), id: null }]]);
  if (isFlood(theirs)) return fault(state, 'FEED_FLOOD');
  const want = state.asked.get(id);
  const asked = new Map(state.asked);
  if (want && isLast) asked.delete(id);
  else if (want) asked.set(id, { ...want, since: view.now });
  const answered = want && isLast ? want.ranges : null;
  return { state: { ...state, theirs, asked }, outputs: [{ type: 'gate', runs, answered }] };
}

function ask(state: Session, ranges: readonly Range[], view: SessionView): SessionStep {
  const id = state.nextWant;
  const asked = new Map(state.asked).set(id, { ranges, since: view.now });
  return { state: { ...state, asked, nextWant: id + 1 }, outputs: [send({ type: 'want', id, ranges })] };
}

function onStored(
  state: Session,
  input: Extract<SessionInput, { type: 'stored' }>,
  view: SessionView,
): SessionStep {
  const outputs: SessionOutput[] = [];
  let { sent } = state;
  const runs: Run[] = [];
  for (const run of input.runs) {
    const rest = state.speaksOf[run.kind] ? beyond(state, sent, run) : undefined;
    if (!rest) continue;
    runs.push(rest);
    sent = raise(sent, run.kind, [[run.device, { seq: endOf(run), id: null }]]);
  }
  if (runs.length > 0) outputs.push(send({ type: 'entries', id: 0, isLast: true, runs }));
  const moved = { authority: new Set(state.moved.authority), content: new Set(state.moved.content) };
  for (const { kind, device } of input.tips) moved[kind].add(device);
  // What the other side says may have become true here by this: then content may be spoken of.
  return speak({ ...state, sent, moved }, view, outputs);
}

/** The part of a run that the other side lacks, when it holds what comes right before. */
function beyond(state: Session, sent: Frontier, run: Run): Run | undefined {
  const reached = Math.max(seqIn(state.theirs, run.kind, run.device), seqIn(sent, run.kind, run.device));
  if (reached >= endOf(run) || reached < run.from - 1) return undefined;
  // Without its id, the entry before a later start is not to be had: the whole run goes, the rest is a duplicate.
  return run;
}

function onTick(state: Session, view: SessionView): SessionStep {
  const asked = new Map(state.asked);
  const outputs: SessionOutput[] = [];
  for (const [id, { ranges, since }] of state.asked) {
    if (view.now - since < WANT_TIMEOUT) continue;
    asked.delete(id);
    outputs.push({ type: 'overdue', ranges });
  }
  const next = asked.size === state.asked.size ? state : { ...state, asked };
  const spoken = speak(next, view, outputs);
  return tellMoved(spoken.state, view, spoken.outputs);
}

/** Begins to speak of authority, and then of content, as soon as that is allowed. */
function speak(state: Session, view: SessionView, outputs: readonly SessionOutput[]): SessionStep {
  let next = state;
  const all = [...outputs];
  if (next.level !== 'hearing' && !next.speaksOf.authority) next = tellAll(next, 'authority', view, all);
  if (next.level === 'full' && !next.speaksOf.content && hasTheirAuthority(next, view)) {
    next = tellAll(next, 'content', view, all);
    for (const output of erasuresOf(view.looseErasures())) all.push(output);
  }
  // Before anything of content is wanted, so that the answer comes before the bulk.
  if (isFarBehind(next, view)) {
    next = { ...next, recent: 'asked' };
    all.push(send({ type: 'recent' }));
  }
  return { state: next, outputs: all };
}

function isFarBehind(state: Session, view: SessionView): boolean {
  if (state.recent !== 'not asked' || !view.mayAskRecent) return false;
  if (state.level !== 'full' || !state.speaksOf.content || !state.isWhole.content) return false;
  return lackOf(state, view) > RECENT_FROM;
}

/** Content entries that the other side has, and that may come to be here. */
export function lackOf(state: Session, view: SessionView): number {
  let lack = 0;
  for (const [device, { seq }] of state.theirs.content) {
    const more = seq - heldSeq(view, 'content', device);
    if (more > 0 && !view.isExcused('content', device)) lack += more;
  }
  return lack;
}

/** Who has asked for content hears of every erasure; who is in step, of those that do not come as entries. */
function toTell(state: Session, runs: readonly Run[], view: SessionView): readonly Run[] {
  if (state.knowsErasures) return runs;
  if (!state.speaksOf.content) return [];
  const loose = new Set(view.looseErasures());
  return runs.filter((run) => loose.has(run));
}

function hasTheirAuthority(state: Session, view: SessionView): boolean {
  if (!state.isWhole.authority) return false;
  for (const [device, mark] of state.theirs.authority) {
    if (mark.seq > heldSeq(view, 'authority', device) && !view.isExcused('authority', device)) return false;
  }
  return true;
}

function tellAll(state: Session, kind: FeedKind, view: SessionView, outputs: SessionOutput[]): Session {
  const tips = view.frontier().filter((tip) => tip.kind === kind);
  for (let at = 0; at === 0 || at < tips.length; at += MAX_HAVE_TIPS) {
    const isWhole = at + MAX_HAVE_TIPS >= tips.length;
    outputs.push(send({ type: 'have', kind, isWhole, tips: tips.slice(at, at + MAX_HAVE_TIPS) }));
  }
  return {
    ...state,
    speaksOf: { ...state.speaksOf, [kind]: true },
    told: raise(
      state.told,
      kind,
      tips.map((tip) => [tip.device, tip] as const),
    ),
    moved: { ...state.moved, [kind]: NO_FEEDS },
  };
}

function tellMoved(state: Session, view: SessionView, outputs: readonly SessionOutput[]): SessionStep {
  let { told, moved } = state;
  const all = [...outputs];
  for (const kind of ['authority', 'content'] as const) {
    if (!state.speaksOf[kind] || state.moved[kind].size === 0) continue;
    const tips: FeedTip[] = [];
    for (const device of state.moved[kind]) {
      const tip = view.tip(kind, device);
      if (tip && seqIn(told, kind, device) < tip.seq) tips.push(tip);
    }
    moved = { ...moved, [kind]: NO_FEEDS };
    told = raise(
      told,
      kind,
      tips.map((tip) => [tip.device, tip] as const),
    );
    for (let at = 0; at < tips.length; at += MAX_HAVE_TIPS)
      all.push(send({ type: 'have', kind, isWhole: true, tips: tips.slice(at, at + MAX_HAVE_TIPS) }));
  }
  return { state: moved === state.moved ? state : { ...state, told, moved }, outputs: all };
}

/** Something is to be said at the next tick. */
export function isDue(state: Session): boolean {
  return (
    (state.speaksOf.authority && state.moved.authority.size > 0) ||
    (state.speaksOf.content && state.moved.content.size > 0)
  );
}

function isFlood(theirs: Frontier): boolean {
  return theirs.authority.size > MAX_NEIGHBOUR_FEEDS || theirs.content.size > MAX_NEIGHBOUR_FEEDS;
}

function endOf(run: Run): number {
  return run.from + run.records.length - 1;
}

/** One at a time: a proof may take half a message. */
function proofsOf(proofs: readonly ForkProof[]): SessionOutput[] {
  return proofs.map((proof) => send({ type: 'proofs', proofs: [proof] }));
}

function erasuresOf(runs: readonly Run[]): SessionOutput[] {
  const outputs: SessionOutput[] = [];
  let batch: Run[] = [];
  let bytes = 0;
  for (const run of runs) {
    batch.push(run);
    bytes += runLength(run);
    if (bytes < FRAME_TARGET) continue;
    outputs.push(send({ type: 'erasures', runs: batch }));
    batch = [];
    bytes = 0;
  }
  return batch.length > 0 ? [...outputs, send({ type: 'erasures', runs: batch })] : outputs;
}

function send(message: SessionBody): SessionOutput {
  return { type: 'send', message };
}

function fault(state: Session, code: SessionFault): SessionStep {
  return { state, outputs: [{ type: 'fault', code }] };
}
