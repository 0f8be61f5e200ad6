import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request, type IncomingMessage } from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { TextChannel } from '../../core/api/channel.ts';
import { systemRandom } from '../../core/crypto/random.ts';
import { PageServer } from '../../core/node/page-server.ts';
import { MAX_REQUEST } from '../../core/node/socket-channel.ts';

let folder: string;
let server: PageServer;
let channels: TextChannel[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kith-page-'));
  await mkdir(join(folder, 'page', 'assets'), { recursive: true });
  await writeFile(join(folder, 'page', 'index.html'), '<!doctype html><title>Kith</title>');
  await writeFile(join(folder, 'page', 'assets', 'main-1a2b.js'), 'export {};');
  await writeFile(join(folder, 'page', 'notes.txt'), 'not for the page');
  await writeFile(join(folder, 'secret.json'), '"secret"');
  channels = [];
  server = await PageServer.start({
    folder: join(folder, 'page'),
    port: 0,
    token: systemRandom.bytes(32),
    onChannel: (channel) => {
      channels.push(channel);
      channel.onMessage((text) => channel.send(`you said ${text}`));
    },
  });
});

afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const own = () => `127.0.0.1:${server.port}`;
const token = () => new URL(server.url).hash.slice('#token='.length);

/** A request as bytes on the wire: no client tidies the path or the headers. */
function get(
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<IncomingMessage & { text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: server.port, path, method, headers, setHost: false },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => (text += part));
        response.on('end', () => resolve(Object.assign(response, { text })));
      },
    );
    if (headers['Host'] === undefined) sent.setHeader('Host', own());
    sent.on('error', reject);
    sent.end();
  });
}

interface Attempt {
  readonly path?: string;
  readonly host?: string;
  readonly origin?: string | null;
  readonly protocols?: string[];
}

/** The WebSocket, open, or the status with which it was turned away. */
function open({
  path = '/api',
  host = own(),
  origin,
  protocols = [`kith.${token()}`],
}: Attempt = {}): Promise<WebSocket | number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, protocols, {
      headers: { Host: host },
      ...(origin !== null && { origin: origin ?? `http://${host}` }),
    });
    socket.on('open', () => resolve(socket));
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', reject);
  });
}

describe('[THREAT-39] [PROFILE-7] the page over HTTP', () => {
  it('serves the page’s files, strictly', async () => {
    const index = await get('/');
    expect(index.statusCode).toBe(200);
    expect(index.text).toContain('<title>Kith</title>');
    expect(index.headers['cache-control']).toBe('no-store');
    const policy = index.headers['content-security-policy'] as string;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(index.headers['x-content-type-options']).toBe('nosniff');
    expect(index.headers['referrer-policy']).toBe('no-referrer');
    const asset = await get('/assets/main-1a2b.js?v=1');
    expect(asset.headers['content-type']).toContain('text/javascript');
    expect(asset.headers['cache-control']).toContain('immutable');
    expect((await get('/', {}, 'HEAD')).text).toBe('');
    expect((await get('/', { Host: `localhost:${server.port}` })).statusCode).toBe(200);
  });

  it('serves nothing else, by whatever path it is asked', async () => {
    const paths = [
      '/notes.txt',
      '/../secret.json',
      '/assets/../../secret.json',
      '/%2e%2e/secret.json',
      '/..%2fsecret.json',
      '/assets/..\\..\\secret.json',
      '//secret.json',
      '/index.html%00.txt',
      `http://127.0.0.1:${server.port}/../secret.json`,
      '*',
    ];
    for (const path of paths) {
      const answer = await get(path);
      expect(answer.statusCode, path).toBe(404);
      expect(answer.text, path).toBe('');
    }
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE']) {
      expect((await get('/', {}, method)).statusCode, method).toBe(405);
    }
  });

  it('turns away names that merely lead here (DNS rebinding) and foreign pages', async () => {
    const hosts = [
      'evil.example',
      `evil.example:${server.port}`,
      '127.0.0.1',
      `127.0.0.1:${server.port + 1}`,
      `127.0.0.1:${server.port}.evil.example`,
      `0.0.0.0:${server.port}`,
      `[::1]:${server.port}`,
      ` 127.0.0.1:${server.port}x`,
      '',
    ];
    for (const host of hosts) expect((await get('/', { Host: host })).statusCode, host).toBe(403);
    for (const origin of ['http://evil.example', 'null', `https://${own()}`]) {
      expect((await get('/', { Origin: origin })).statusCode, origin).toBe(403);
    }
    expect((await get('/', { Origin: `http://${own()}` })).statusCode).toBe(200);
  });

  it('listens on 127.0.0.1 alone', async () => {
    const others = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    const hosts = others
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => address);
    for (const host of [...hosts, '::1']) {
      const isOpen = await new Promise<boolean>((resolve) => {
        const socket = connect({ host, port: server.port });
        socket.on('connect', () => {
          socket.destroy();
          resolve(true);
        });
        socket.on('error', () => resolve(false));
      });
      expect(isOpen, host).toBe(false);
    }
  });

  it('says that its port is taken, or that there is no page', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const options = { folder: join(folder, 'page'), port, token: new Uint8Array(32), onChannel: () => {} };
    await expect(PageServer.start(options)).rejects.toMatchObject({ code: 'PORT_TAKEN', details: { port } });
    await expect(PageServer.start({ ...options, folder: join(folder, 'none') })).rejects.toMatchObject({
      code: 'PAGE_MISSING',
    });
    await new Promise((resolve) => taken.close(resolve));
  });
});

describe('[THREAT-39] [PROFILE-7] the page’s channel', () => {
  it('opens with the token, from the page’s own origin, under both names', async () => {
    for (const host of [own(), `localhost:${server.port}`]) {
      const socket = (await open({ host })) as WebSocket;
      expect(socket.protocol).toBe(`kith.${token()}`);
      const answer = new Promise<string>((resolve) =>
        socket.on('message', (data: Buffer) => resolve(data.toString())),
      );
      socket.send('grüezi');
      expect(await answer).toBe('you said grüezi');
      socket.close();
    }
    expect(channels).toHaveLength(2);
  });

  it('stays closed without the token, from another origin, host or path', async () => {
    const attempts: Record<string, Attempt> = {
      'no token': { protocols: [] },
      'wrong token': { protocols: [`kith.${'a'.repeat(52)}`] },
      'shorter token': { protocols: [`kith.${token().slice(1)}`] },
      'longer token': { protocols: [`kith.${token()}a`] },
      'token among others': { protocols: ['kith.guess', `kith.${token()}`] },
      'no origin': { origin: null },
      'foreign origin': { origin: 'http://evil.example' },
      'null origin': { origin: 'null' },
      'secure origin': { origin: `https://${own()}` },
      'another port': { origin: `http://127.0.0.1:${server.port + 1}` },
      'other name than the host': { origin: `http://localhost:${server.port}` },
      'rebound name': { host: `evil.example:${server.port}` },
      'another path': { path: '/' },
      'a deeper path': { path: '/api/more' },
    };
    for (const [name, attempt] of Object.entries(attempts)) expect(await open(attempt), name).toBe(403);
    expect(channels).toHaveLength(0);
  });

  it('is opened by all 32 bytes of the token it was given, and by no other', async () => {
    expect(token()).toMatch(/^[a-z2-7]{52}$/);
    const [first, second] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(1).fill(2, 31)];
    await server.stop();
    const start = (bytes: Uint8Array) =>
      PageServer.start({ folder: join(folder, 'page'), port: 0, token: bytes, onChannel: () => {} });
    server = await start(first);
    const protocols = [`kith.${token()}`];
    expect(await open({ protocols })).toBeInstanceOf(WebSocket);
    await server.stop();
    server = await start(second);
    expect(await open({ protocols })).toBe(403);
    expect(await open()).toBeInstanceOf(WebSocket);
  });

  it('closes on a message that is too long or no text, and lives on', async () => {
    for (const message of ['x'.repeat(MAX_REQUEST + 1), Buffer.from([1, 2, 3])]) {
      const socket = (await open()) as WebSocket;
      const gone = new Promise<void>((resolve) => channels.at(-1)!.onClose(resolve));
      socket.on('error', () => {});
      socket.send(message);
      await gone;
    }
    expect(await open()).toBeInstanceOf(WebSocket);
  });

  it('does not open more channels than it has room for', async () => {
    const results = [];
    for (let n = 0; n < 33; n++) results.push(await open());
    expect(results.filter((result) => result === 503)).toHaveLength(1);
    (results[0] as WebSocket).close();
    await new Promise<void>((resolve) => channels[0]!.onClose(resolve));
    expect(await open()).toBeInstanceOf(WebSocket);
  });
});
