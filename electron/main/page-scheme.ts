/**
 * `app://kith/`: the page, out of the application's own files. A path is looked up in a table that was made from one
 * folder; it never becomes a name on the disk. No script, style, frame or connection from anywhere else.
 */
import { protocol, type Session } from 'electron';
import { pageHeaders } from '../../core/node/page-headers.ts';
import { readPageFiles } from '../../core/node/page-files.ts';
import { PAGE_ORIGIN, PAGE_SCHEME } from '../shared/channels.ts';

export const PAGE = `${PAGE_ORIGIN}/`;

/** Before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: PAGE_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/**
 * Not by `protocol.handle`: that loads Node's fetch, which takes longer than the whole page, while the window waits for
 * its first file.
 */
export function servePage(session: Session, folder: string): void {
  const reading = readPageFiles(folder);
  const headers = pageHeaders([]);
  const nothing = { statusCode: 404, headers, data: Buffer.alloc(0) };
  session.protocol.registerBufferProtocol(PAGE_SCHEME, ({ url, method }, answer) => {
    const { host, pathname } = new URL(url);
    reading.then(
      (files) => {
        const file = host === 'kith' && method === 'GET' ? files.get(pathname) : undefined;
        if (!file) answer(nothing);
        else answer({ headers: { ...headers, 'Content-Type': file.type }, data: Buffer.from(file.body) });
      },
      () => answer(nothing),
    );
  });
}

/** Is this address the page itself, wherever in it? */
export function isPage(url: string): boolean {
  return url === PAGE || url.startsWith(`${PAGE}#`) || url.startsWith(`${PAGE}?`);
}
