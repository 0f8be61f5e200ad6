import { describe, expect, it } from 'vitest';
import type { FeedTip } from '../../../core/community/replica.ts';
import type { FeedKind } from '../../../core/feed/entry.ts';
import type { Run } from '../../../core/feed/run.ts';
import { WANT_TIMEOUT } from '../../../core/sync/limits.ts';
import type { SessionBody } from '../../../core/sync/messages.ts';
import {
  isDue,
  startSession,
  stepSession,
  type Level,
  type Session,
  type SessionInput,
  type SessionOutput,
  type SessionView,
} from '../../../core/sync/session.ts';
import { FakeReplica, deviceId } from './fake-replica.ts';

class Driver {
  state: Session;
  now = 0;
  readonly replica = FakeReplica.founder('d0');
  readonly excused = new Set<string>();
  readonly view: SessionView;

  constructor(level: Level) {
    this.state = startSession(level);
    const now = (): number => this.now;
    this.view = {
      get now() {
        return now();
      },
      tip: (kind, device) => this.replica.tip(kind, device),
      frontier: () => this.replica.frontier(),
      isExcused: (_kind, device) => this.excused.has(device),
      mayAskRecent: true,
      erasures: () => [],
      looseErasures: () => [],
    };
  }

  input(input: SessionInput): readonly SessionOutput[] {
    const before = structuredClone(this.state);
    const given = this.state;
    const { state, outputs } = stepSession(given, input, this.view);
    // Pure: what was given has not changed.
    expect(given).toEqual(before);
    this.state = state;
    return outputs;
  }

  hear(message: SessionBody): readonly SessionOutput[] {
    return this.input({ type: 'message', message });
  }

  open(): readonly SessionOutput[] {
    return this.input({ type: 'open', proofs: [] });
  }
}

const tip = (kind: FeedKind, name: string, seq: number): FeedTip => {
  return { kind, device: deviceId(name), seq, id: 'ab'.repeat(32) as FeedTip['id'] };
};
const have = (kind: FeedKind, tips: FeedTip[] = [], isWhole = true): SessionBody => ({
  type: 'have',
  kind,
  isWhole,
  tips,
});
const said = (outputs: readonly SessionOutput[]): string[] =>
  outputs.map((output) => {
    if (output.type !== 'send') return output.type;
    return output.message.type === 'have' ? `have ${output.message.kind}` : output.message.type;
  });
const runOf = (replica: FakeReplica, from: number, to: number): Promise<Run | undefined> =>
  replica.read('content', replica.device, from, to, 1e6);

describe('a session', () => {
  it('[SYNC-9] says to each level what it may hear', () => {
    expect(said(new Driver('full').open())).toEqual(['have authority']);
    expect(said(new Driver('authority').open())).toEqual(['have authority']);
    expect(said(new Driver('hearing').open())).toEqual([]);
  });

  it('[SYNC-10] speaks of content when it holds the authority that the other side has, and not before', async () => {
    const driver = new Driver('full');
    driver.replica.write();
    driver.open();
    expect(said(driver.hear(have('authority', [tip('authority', 'd0', 1)])))).toEqual(['hold']);
    driver.replica.admitDevice(deviceId('d1'));
    const outputs = driver.input({
      type: 'stored',
      tips: [driver.replica.tip('authority', deviceId('d0'))!],
      runs: [],
    });
    expect(said(outputs)).toEqual(['have content']);
  });

  it('[SYNC-10] is not held up by authority that it cannot have', () => {
    const driver = new Driver('full');
    driver.open();
    driver.excused.add(deviceId('d9'));
    expect(said(driver.hear(have('authority', [tip('authority', 'd9', 7)])))).toContain('have content');
  });

  it('[SYNC-9] never speaks of content below full, and drops content that comes', async () => {
    const driver = new Driver('authority');
    driver.replica.write(3);
    driver.open();
    expect(said(driver.hear(have('authority')))).toEqual([]);
    const run = (await runOf(driver.replica, 0, 2))!;
    expect(driver.hear({ type: 'entries', id: 0, isLast: true, runs: [run] })).toEqual([
      { type: 'gate', runs: [], answered: null },
    ]);
    expect(said(driver.input({ type: 'stored', tips: [], runs: [run] }))).toEqual([]);
    expect(said(driver.input({ type: 'level', level: 'full' }))).toEqual(['have content']);
  });

  it('[SYNC-9] serves nothing that it has not spoken of', () => {
    for (const kind of ['authority', 'content'] as const) {
      const driver = new Driver('hearing');
      driver.open();
      const want: SessionBody = {
        type: 'want',
        id: 1,
        ranges: [{ kind, device: deviceId('d0'), from: 0, to: 0 }],
      };
      expect(driver.hear(want)).toEqual([{ type: 'fault', code: 'WANT_FORBIDDEN' }]);
    }
  });

  it('[SYNC-13] answers a want range by range, and says which frame is the last', async () => {
    const driver = new Driver('full');
    driver.replica.write(40, 20_000);
    driver.open();
    driver.hear(have('authority'));
    const ranges = [
      { kind: 'authority' as const, device: deviceId('d0'), from: 0, to: 0 },
      { kind: 'content' as const, device: deviceId('d0'), from: 0, to: 39 },
      { kind: 'content' as const, device: deviceId('d9'), from: 0, to: 3 },
    ];
    let outputs = driver.hear({ type: 'want', id: 5, ranges });
    const frames: Extract<SessionBody, { type: 'entries' }>[] = [];
    for (;;) {
      for (const output of outputs)
        if (output.type === 'send' && output.message.type === 'entries') frames.push(output.message);
      const read = outputs.find((output) => output.type === 'read');
      if (read?.type !== 'read') break;
      const { kind, device, from, to } = read.range;
      outputs = driver.input({
        type: 'read',
        run: await driver.replica.read(kind, device, from, to, 200_000),
      });
    }
    expect(frames.map(({ isLast }) => isLast)).toEqual([...frames.slice(1).map(() => false), true]);
    expect(frames.every(({ id }) => id === 5)).toBe(true);
    const content = frames.flatMap(({ runs }) => runs).filter(({ kind }) => kind === 'content');
    expect(content.reduce((sum, { records }) => sum + records.length, 0)).toBe(40);
    expect(driver.state.served).toEqual([]);
  });

  it('[SYNC-16] pushes what is new to whoever holds what comes before, once', async () => {
    const driver = new Driver('full');
    driver.replica.write(5);
    driver.open();
    driver.hear(have('authority'));
    const push = async (from: number, to: number): Promise<string[]> => {
      const run = (await runOf(driver.replica, from, to))!;
      return said(driver.input({ type: 'stored', tips: [], runs: [run] }));
    };
    expect(await push(4, 4)).toEqual([]);
    driver.hear(have('content', [tip('content', 'd0', 3)]));
    expect(await push(4, 4)).toEqual(['entries']);
    expect(await push(4, 4)).toEqual([]);
    expect(await push(2, 3)).toEqual([]);
  });

  it('[SYNC-16] does not send back what the other side has sent', async () => {
    const driver = new Driver('full');
    driver.replica.write(2);
    driver.open();
    driver.hear(have('authority'));
    const run = (await runOf(driver.replica, 0, 1))!;
    driver.hear({ type: 'entries', id: 0, isLast: true, runs: [run] });
    expect(said(driver.input({ type: 'stored', tips: [], runs: [run] }))).toEqual([]);
  });

  it('[SYNC-11] tells what has moved at the next tick, and nothing twice', () => {
    const driver = new Driver('full');
    driver.open();
    driver.hear(have('authority'));
    driver.replica.write();
    const moved = [driver.replica.tip('content', deviceId('d0'))!];
    expect(said(driver.input({ type: 'stored', tips: moved, runs: [] }))).toEqual([]);
    expect(isDue(driver.state)).toBe(true);
    expect(said(driver.input({ type: 'tick' }))).toEqual(['have content']);
    expect(isDue(driver.state)).toBe(false);
    driver.input({ type: 'stored', tips: moved, runs: [] });
    expect(said(driver.input({ type: 'tick' }))).toEqual([]);
  });

  it('[SYNC-14] gives up a want that is not answered, and not one that is being answered', () => {
    const driver = new Driver('full');
    driver.open();
    const ranges = [{ kind: 'content' as const, device: deviceId('d1'), from: 0, to: 9 }];
    expect(said(driver.input({ type: 'ask', ranges }))).toEqual(['want']);
    driver.now = WANT_TIMEOUT - 1;
    expect(driver.input({ type: 'tick' })).toEqual([]);
    driver.hear({ type: 'entries', id: 1, isLast: false, runs: [] });
    driver.now = WANT_TIMEOUT + 1;
    expect(driver.input({ type: 'tick' })).toEqual([]);
    driver.now = 3 * WANT_TIMEOUT;
    expect(driver.input({ type: 'tick' })).toEqual([{ type: 'overdue', ranges }]);
    expect(driver.hear({ type: 'entries', id: 1, isLast: true, runs: [] })).toEqual([
      { type: 'gate', runs: [], answered: null },
    ]);
  });

  it('[SYNC-11] a large frontier is told in several messages, the last of which says so', () => {
    const driver = new Driver('full');
    const one = tip('authority', 'd0', 0);
    const tips = Array.from({ length: 9_000 }, (_, seq) => ({
      ...one,
      seq,
      device: `${one.device}${seq}` as FeedTip['device'],
    }));
    const view = { ...driver.view, frontier: () => tips, now: 0 };
    const { outputs } = stepSession(driver.state, { type: 'open', proofs: [] }, view);
    const haves = outputs.flatMap((output) =>
      output.type === 'send' && output.message.type === 'have' ? [output.message] : [],
    );
    expect(haves.map((message) => [message.tips.length, message.isWhole])).toEqual([
      [4_096, false],
      [4_096, false],
      [808, true],
    ]);
  });

  it('[SYNC-22] asks once for the newest, when far behind in content and in step with authority, before it wants any', () => {
    const driver = new Driver('full');
    driver.open();
    const far = have('content', [tip('content', 'd0', 5_000)]);
    expect(said(driver.hear(far))).toEqual(['hold']);
    expect(said(driver.hear(have('authority')))).toEqual(['hold', 'have content', 'recent']);
    expect(said(driver.hear(have('content', [tip('content', 'd0', 9_000)])))).toEqual(['hold']);
    const near = new Driver('full');
    near.open();
    near.hear(have('authority'));
    expect(said(near.hear(have('content', [tip('content', 'd0', 900)])))).toEqual(['hold']);
    expect(said(near.hear(have('content', [tip('content', 'd0', 5_000)])))).toEqual(['hold', 'recent']);
  });

  it('[SYNC-22] takes what it has asked for, once, and gives once to whoever may have content', () => {
    const driver = new Driver('full');
    driver.open();
    driver.hear(have('authority'));
    const tails: SessionBody = { type: 'tails', tails: [] };
    expect(driver.hear(tails)).toEqual([{ type: 'fault', code: 'TAILS_UNASKED' }]);
    driver.hear(have('content', [tip('content', 'd0', 5_000)]));
    expect(driver.hear(tails)).toEqual([{ type: 'tails', tails: [] }]);
    expect(driver.hear(tails)).toEqual([{ type: 'fault', code: 'TAILS_UNASKED' }]);
    expect(driver.hear({ type: 'recent' })).toEqual([{ type: 'recent' }]);
    expect(driver.hear({ type: 'recent' })).toEqual([{ type: 'fault', code: 'RECENT_FLOOD' }]);
    const stranger = new Driver('authority');
    stranger.open();
    stranger.hear(have('authority'));
    expect(stranger.hear({ type: 'recent' })).toEqual([{ type: 'fault', code: 'RECENT_FORBIDDEN' }]);
    expect(stranger.hear(tails)).toEqual([]);
  });
});
