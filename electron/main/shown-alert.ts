/** What a notification says, by what happened and by how much the person wants to have shown. */
import type { AlertView } from '../../core/api/alert-methods.ts';
import type { NotificationSettings } from '../../core/api/desktop-bridge.ts';
import { sentence, word } from './text.ts';

/** Characters of a message that a notification shows. */
const LONGEST = 200;
const wantedBy = { mention: 'mentions', reply: 'replies', loan: 'loans', card: 'mentions' } as const;

export interface ShownAlert {
  readonly title: string;
  readonly body: string;
  /** What stands after `#`. */
  readonly route: string;
}

/** Undefined: the person does not want to be told. */
export function shownAlert(alert: AlertView, settings: NotificationSettings): ShownAlert | undefined {
  if (!settings.enabled || !settings[wantedBy[alert.kind]]) return undefined;
  const route = routeOf(alert);
  const { communityTitle: community } = alert;
  if (alert.kind === 'loan' || (alert.kind === 'card' && alert.code !== null)) {
    const body = settings.showContents ? sentence(alert.code ?? '', alert.details) : '';
    return { title: word(`main.alert.${alert.kind}`, { community }), body, route };
  }
  const name = settings.showContents && alert.name !== '' ? alert.name : word('main.alert.someone');
  const title = word(alert.kind === 'reply' ? 'main.alert.reply' : 'main.alert.mention', { name, community });
  return { title, body: settings.showContents ? shortened(alert.text) : '', route };
}

const screens = { mention: 'chat', reply: 'chat', loan: 'things', card: 'boards' } as const;

function routeOf({ kind, community, place, object }: AlertView): string {
  return `/c/${community}/${screens[kind]}/${place}/${object}`;
}

function shortened(body: string): string {
  const line = body.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
