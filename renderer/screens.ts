/**
 * The screens whose code comes after the first one's: each is a part of its own. The one that the address names is
 * fetched at once, beside the connection to the peer; all others when the first screen stands.
 */
import { later } from './router/later.tsx';
import type { Route } from './router/route.ts';

export const boards = later(async () => (await import('./screens/board/boards-screen.tsx')).BoardsScreen);
export const things = later(async () => (await import('./screens/inventory/things-screen.tsx')).ThingsScreen);
export const thing = later(async () => (await import('./screens/inventory/thing-screen.tsx')).ThingScreen);
export const chat = later(async () => (await import('./screens/chat/chat-screen.tsx')).ChatScreen);
export const people = later(async () => (await import('./screens/people/people-screen.tsx')).PeopleScreen);
export const member = later(async () => (await import('./screens/trust/member-screen.tsx')).MemberScreen);
export const spaces = later(async () => (await import('./screens/spaces/spaces-screen.tsx')).SpacesScreen);
export const rules = later(async () => (await import('./screens/trust/rules-screen.tsx')).RulesScreen);
export const history = later(async () => (await import('./screens/trust/history-screen.tsx')).HistoryScreen);
export const back = later(async () => (await import('./screens/trust/back-screen.tsx')).BackScreen);
export const start = later(async () => (await import('./screens/first-run/start-screen.tsx')).StartScreen);
export const connections = later(
  async () => (await import('./screens/connections/connections-screen.tsx')).ConnectionsScreen,
);
export const settings = later(
  async () => (await import('./screens/settings/settings-screen.tsx')).SettingsScreen,
);

const parts = {
  boards,
  things,
  thing,
  chat,
  people,
  member,
  spaces,
  rules,
  history,
  back,
  start,
  connections,
  settings,
};

/** The one that is needed first. */
export function fetchScreen({ screen }: Route): void {
  if (Object.hasOwn(parts, screen)) void parts[screen as keyof typeof parts].fetch();
}

/** Milliseconds: a page that is never at rest fetches them all the same. */
const AT_LAST = 2_000;

/** In turn, whenever there is nothing better to do: whoever goes there finds it there. */
export async function fetchScreens(): Promise<void> {
  for (const part of Object.values(parts)) {
    await new Promise<void>((resolve) => {
      requestIdleCallback(() => resolve(), { timeout: AT_LAST });
    });
    await part.fetch();
  }
}
