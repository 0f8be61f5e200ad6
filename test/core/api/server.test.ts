import { describe, expect, test } from 'vitest';
import { connectApi, type ApiClient } from '../../../core/api/client.ts';
import type { BoardView } from '../../../core/api/board-methods.ts';
import { localApi } from '../../../core/api/local-client.ts';
import type { PeerApi } from '../../../core/api/methods.ts';
import { serveApi } from '../../../core/api/server.ts';
import { KithError } from '../../../core/base/kith-error.ts';
import { channelPair } from './channel-pair.ts';

const id = 'a'.repeat(32);
const community = 'b'.repeat(52);

/** A peer that notes what reaches it and answers as the test says. */
class NotingPeer implements PeerApi {
  readonly calls: { name: string; input: unknown }[] = [];
  readonly subscribed = new Map<
    string,
    { onValue: (value: unknown) => void; onError: (error: unknown) => void }
  >();
  answer: (name: string, input: unknown) => unknown = () => ({});
  stopped = 0;

  async call(name: string, input: unknown): Promise<unknown> {
    this.calls.push({ name, input });
    return this.answer(name, input);
  }

  subscribe(
    name: string,
    _input: unknown,
    onValue: (value: unknown) => void,
    onError: (error: unknown) => void,
  ) {
    this.subscribed.set(name, { onValue, onError });
    return () => {
      this.stopped++;
    };
  }
}

function connected() {
  const peer = new NotingPeer();
  const [server, client] = channelPair();
  serveApi(peer, server);
  return { peer, server, channel: client, api: connectApi(client) };
}

function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

async function codeFrom(run: Promise<unknown>): Promise<string> {
  return run.then(
    () => 'none',
    (error: unknown) => (error instanceof KithError ? error.code : 'no KithError'),
  );
}

const bare = {
  me: 'ada',
  mayWrite: true,
  mayComment: true,
  labels: [],
  people: [],
  archivedColumns: [],
  loose: [],
};

function board(...titles: string[]): BoardView {
  const columns = titles.map((title) => ({ id: title, title, color: null, limit: null, cards: [] }));
  return { ...bare, title: 'Jobs', community, columns };
}

describe('calls', () => {
  test('[API-1] a call brings its input to the peer and the answer back', async () => {
    const { peer, api } = connected();
    peer.answer = () => ({ community });
    expect(await api.create({ title: 'Elm Street' })).toEqual({ community });
    expect(peer.calls).toEqual([{ name: 'create', input: { title: 'Elm Street' } }]);
  });

  test('[API-2] a refusal keeps its code and details; a fault of ours shows neither its message nor its stack', async () => {
    const { peer, api } = connected();
    peer.answer = () => {
      throw new KithError('PORT_TAKEN', 'secret words', { port: 4_000 });
    };
    await expect(api.communities()).rejects.toMatchObject({ code: 'PORT_TAKEN', details: { port: 4_000 } });
    peer.answer = () => {
      throw new Error('secret words');
    };
    await expect(api.communities()).rejects.toMatchObject({ code: 'INTERNAL', message: 'INTERNAL' });
  });

  test('[API-3] an input that fails its schema never reaches the peer', async () => {
    const { peer, api } = connected();
    const hostile = api as unknown as Record<string, (input?: unknown) => Promise<unknown>>;
    const cases: [string, unknown, string][] = [
      ['create', {}, 'INPUT_INVALID'],
      ['create', { title: 7 }, 'INPUT_INVALID'],
      ['create', { title: 'x', more: 1 }, 'INPUT_INVALID'],
      ['create', { title: 'x'.repeat(70_000) }, 'TEXT_TOO_LONG'],
      ['board', { board: '../etc' }, 'ID_UNREADABLE'],
      ['board', JSON.parse(`{"board":"${id}","__proto__":{}}`), 'INPUT_INVALID'],
      ['loanRequest', { item: id, from: '2027-02-30' }, 'DATE_UNREADABLE'],
      ['itemAdd', { inventory: id, title: 'x', quantity: 0 }, 'QUANTITY_INVALID'],
      ['setNetwork', { network: 'everywhere' }, 'NETWORK_UNKNOWN'],
      ['communities', 'all', 'INPUT_INVALID'],
      ['messages', { channel: id, last: 1e9 }, 'INPUT_INVALID'],
    ];
    for (const [name, input, code] of cases) expect(await codeFrom(hostile[name]!(input)), name).toBe(code);
    expect(peer.calls).toEqual([]);
  });

  test('[API-3] a method outside the table cannot be called, nor can one be called in a way that is not its own', async () => {
    const { peer, channel } = connected();
    const names = ['constructor', '__proto__', 'toString', 'call', 'changes', 'nothing'];
    names.forEach((name, index) => {
      channel.send(JSON.stringify({ t: 'call', id: index, name }));
    });
    channel.send(JSON.stringify({ t: 'subscribe', id: 90, name: 'create', input: { title: 'x' } }));
    await settle();
    const answers = channel.received.map(
      (text) => JSON.parse(text) as { id: number; t: string; code: string },
    );
    expect(answers).toHaveLength(names.length + 1);
    expect(answers.every((answer) => answer.code === 'METHOD_UNKNOWN')).toBe(true);
    expect(peer.calls).toEqual([]);
    expect(peer.subscribed.size).toBe(0);
  });

  test('[API-3] the caller in the same process is checked alike', async () => {
    const peer = new NotingPeer();
    const api = localApi(peer);
    expect(await codeFrom(api.board({ board: 'short' }))).toBe('ID_UNREADABLE');
    expect(peer.calls).toEqual([]);
    await api.board({ board: id });
    expect(peer.calls).toEqual([{ name: 'board', input: { board: id } }]);
  });

  test('[API-7] more calls at once than the bound are refused, and room comes back', async () => {
    const { peer, api } = connected();
    let release: (value: unknown) => void = () => {};
    const gate = new Promise((resolve) => (release = resolve));
    peer.answer = () => gate;
    const calls = Array.from({ length: 70 }, () => codeFrom(api.communities()));
    await settle();
    release({ communities: [] });
    const codes = await Promise.all(calls);
    expect(codes.filter((code) => code === 'TOO_BUSY')).toHaveLength(6);
    expect(await codeFrom(api.communities())).toBe('none');
  });

  test('[API-8] whoever sends nonsense is cut off', async () => {
    const nonsense = [
      'no json',
      '[]',
      'null',
      '{"t":"call","id":-1,"name":"create"}',
      '{"t":"call","id":1}',
      '{"t":"run","id":1,"name":"create"}',
      '{"t":"call","id":1,"name":"create","more":true}',
      JSON.stringify({ t: 'call', id: 1, name: 'create', input: { title: 'x'.repeat(300_000) } }),
    ];
    for (const text of nonsense) {
      const { peer, server, channel } = connected();
      channel.send(text);
      await settle();
      expect(server).toMatchObject({ isOpen: false });
      expect(peer.calls).toEqual([]);
    }
  });

  test('[API-8] when the channel closes, all that waits is refused with CONNECTION_LOST', async () => {
    const { peer, server, api } = connected();
    peer.answer = () => new Promise(() => {});
    const waiting = codeFrom(api.communities());
    const ended: string[] = [];
    api.subscribe(
      'profile',
      {},
      () => {},
      (error) => ended.push(error.code),
    );
    await settle();
    server.close();
    expect(await waiting).toBe('CONNECTION_LOST');
    expect(ended).toEqual(['CONNECTION_LOST']);
    expect(await codeFrom(api.communities())).toBe('CONNECTION_LOST');
    expect(peer.stopped).toBe(1);
  });
});

describe('subscriptions', () => {
  function follow(api: ApiClient): { values: BoardView[]; stop: () => void } {
    const values: BoardView[] = [];
    const stop = api.subscribe('board', { board: id }, (value) => values.push(value));
    return { values, stop };
  }

  test('[API-4] first the whole value, then patches; what did not change stays the same object', async () => {
    const { peer, channel, api } = connected();
    const { values } = follow(api);
    await settle();
    const { onValue } = peer.subscribed.get('board')!;
    onValue(board('To do', 'Done'));
    onValue(board('To do', 'Doing', 'Done'));
    onValue(board('To do', 'Doing', 'Done'));
    await settle();
    expect(values).toEqual([board('To do', 'Done'), board('To do', 'Doing', 'Done')]);
    expect(values[1]!.columns[0]).toBe(values[0]!.columns[0]);
    expect(channel.received.map((text) => (JSON.parse(text) as { t: string }).t)).toEqual(['value', 'patch']);
  });

  test('[API-7] a client that takes nothing in gets the newest value later, and memory does not grow', async () => {
    const peer = new NotingPeer();
    const [server, channel] = channelPair();
    serveApi(peer, server);
    channel.send(JSON.stringify({ t: 'subscribe', id: 1, name: 'board', input: { board: id } }));
    await settle();
    const { onValue } = peer.subscribed.get('board')!;
    for (let i = 0; i < 1_000; i++) onValue(board(`title ${i}`));
    await settle();
    expect(channel.received).toHaveLength(64);
    channel.send(JSON.stringify({ t: 'taken', id: 1, count: 64 }));
    await settle();
    expect(channel.received).toHaveLength(65);
    expect(channel.received.at(-1)).toContain('title 999');
  });

  test('[API-7] a client that takes in as it should is told everything', async () => {
    const { peer, api } = connected();
    const { values } = follow(api);
    await settle();
    for (let i = 0; i < 500; i++) {
      peer.subscribed.get('board')!.onValue(board(`title ${i}`));
      if (i % 40 === 0) await settle();
    }
    await settle();
    expect(values.at(-1)).toEqual(board('title 499'));
  });

  test('[API-7] of events none is left out; too many waiting end the subscription', async () => {
    const { peer, api } = connected();
    const seen: string[] = [];
    const ended: string[] = [];
    api.subscribe(
      'changes',
      {},
      (event) => seen.push(event.id),
      (error) => ended.push(error.code),
    );
    await settle();
    const { onValue } = peer.subscribed.get('changes')!;
    for (let i = 0; i < 900; i++) onValue({ community, kind: 'card', id: String(i) });
    await settle();
    expect(seen).toEqual(Array.from({ length: 900 }, (_, index) => String(index)));
    for (let i = 0; i < 2_000; i++) onValue({ community, kind: 'card', id: 'flood' });
    await settle();
    expect(ended).toEqual(['EVENTS_MISSED']);
    expect(peer.stopped).toBe(1);
  });

  test('[API-7] subscriptions are bounded', async () => {
    const { api } = connected();
    const ended: string[] = [];
    for (let i = 0; i < 300; i++)
      api.subscribe(
        'profile',
        {},
        () => {},
        (error) => ended.push(error.code),
      );
    await settle();
    expect(ended).toEqual(Array.from({ length: 44 }, () => 'TOO_BUSY'));
  });

  test('[API-9] who stops is told nothing more, and an error from the peer ends it with its code', async () => {
    const { peer, api } = connected();
    const first = follow(api);
    await settle();
    const { onValue } = peer.subscribed.get('board')!;
    first.stop();
    onValue(board('late'));
    await settle();
    expect(first.values).toEqual([]);
    expect(peer.stopped).toBe(1);

    const ended: string[] = [];
    api.subscribe(
      'board',
      { board: id },
      () => {},
      (error) => ended.push(error.code),
    );
    await settle();
    peer.subscribed.get('board')!.onError(new KithError('OBJECT_UNKNOWN'));
    await settle();
    expect(ended).toEqual(['OBJECT_UNKNOWN']);
  });

  test('[API-6] a patch that does not fit ends the subscription instead of showing something wrong', async () => {
    const [server, channel] = channelPair();
    const ended: string[] = [];
    connectApi(channel).subscribe(
      'profile',
      {},
      () => {},
      (error) => ended.push(error.code),
    );
    server.send(JSON.stringify({ t: 'value', id: 0, value: { name: 'Ada' } }));
    server.send(JSON.stringify({ t: 'patch', id: 0, patch: ['list', 0, 1, []] }));
    await settle();
    expect(ended).toEqual(['PATCH_INVALID']);
  });
});
