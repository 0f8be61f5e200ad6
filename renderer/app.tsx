/** Which screen is shown: by what the peer says of this person, and by the address. */
import { CSPProvider } from '@base-ui/react/csp-provider';
import { DirectionProvider } from '@base-ui/react/direction-provider';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Notices } from './components/notices.tsx';
import type { PeerConnection } from './peer/connection.ts';
import { PeerContext, useConnectionState, usePeerQuery } from './peer/use-peer.ts';
import { replaceWith, useRoute } from './router/use-route.ts';
import { NameScreen } from './screens/first-run/name-screen.tsx';
import { HomeScreen } from './screens/home/home-screen.tsx';
import * as screens from './screens.ts';
import { Away, Splash } from './shell/away.tsx';
import { lastCommunity, rememberCommunity } from './shell/last-community.ts';
import { SeenPlaces } from './shell/seen-places.tsx';
import { Shell } from './shell/shell.tsx';
import { Shortcuts } from './shell/shortcuts.tsx';
import { i18n, t } from './text/text.ts';

export function App({ connection }: { connection: PeerConnection }) {
  const { language } = useTranslation(undefined, { i18n }).i18n;
  return (
    <CSPProvider disableStyleElements>
      <DirectionProvider direction={i18n.dir(language)}>
        <PeerContext value={connection}>
          {/* Every word is another when the language is. */}
          <Gate key={language} />
          <Notices />
        </PeerContext>
      </DirectionProvider>
    </CSPProvider>
  );
}

function Gate() {
  useEffect(() => {
    void screens.fetchScreens();
  }, []);
  const state = useConnectionState();
  const profile = usePeerQuery('profile', {});
  const communities = usePeerQuery('communities', profile.value?.initialised ? {} : null);
  const route = useRoute();

  const error = profile.error ?? communities.error;
  if (error !== undefined) return <Away error={error} />;
  if (!profile.value) return state === 'lost' ? <Away /> : <Splash />;
  // The same element before and after the profile is there: the form goes on with what it has begun.
  if (route.screen === 'back') return <screens.back.Screen way={route.way} />;
  if (!profile.value.initialised) return <NameScreen network={profile.value.network} />;
  if (!communities.value) return state === 'lost' ? <Away /> : <Splash />;

  const known = communities.value.communities;
  if (route.screen === 'start' || known.length === 0) {
    return (
      <screens.start.Screen
        name={profile.value.name}
        step={route.screen === 'start' ? route.step : 'choose'}
        canGoBack={known.length > 0}
      />
    );
  }
  if (route.screen === 'thing') return <screens.thing.Screen key={route.thing} thing={route.thing} />;
  const community = route.screen === 'root' ? undefined : known.find((each) => each.id === route.community);
  if (route.screen === 'root' || !community) {
    const next = known.find((each) => each.id === lastCommunity()) ?? known[0]!;
    return <Redirect community={next.id} />;
  }
  return (
    <Shortcuts>
      <SeenPlaces community={community.id} route={route} />
      <Shell community={community} communities={known} name={profile.value.name} route={route}>
        <Screen key={`${route.screen} ${community.id}`} route={route} community={community} />
      </Shell>
    </Shortcuts>
  );
}

function Redirect({ community }: { community: string }) {
  useEffect(() => {
    replaceWith({ screen: 'home', community });
  }, [community]);
  return <Splash />;
}

type ScreenProps = {
  route: Exclude<ReturnType<typeof useRoute>, { screen: 'root' | 'start' | 'back' | 'thing' }>;
  community: { id: string; title: string };
};

function Screen({ route, community }: ScreenProps) {
  useEffect(() => {
    rememberCommunity(community.id);
  }, [community.id]);
  switch (route.screen) {
    case 'home':
      return <HomeScreen community={community.id} title={community.title} />;
    case 'boards':
      return (
        <screens.boards.Screen community={community.id} board={route.place} card={route.object ?? null} />
      );
    case 'things':
      return (
        <screens.things.Screen community={community.id} inventory={route.place} item={route.object ?? null} />
      );
    case 'chat':
      return (
        <screens.chat.Screen community={community.id} channel={route.place} message={route.object ?? null} />
      );
    case 'spaces':
      return <screens.spaces.Screen community={community.id} space={route.space} />;
    case 'rules':
      return <screens.rules.Screen community={community.id} title={community.title} />;
    case 'history':
      return <screens.history.Screen community={community.id} title={community.title} />;
    case 'people':
      if (route.open !== null && route.open !== 'invite')
        return (
          <screens.member.Screen
            key={route.open}
            community={community.id}
            title={community.title}
            member={route.open}
          />
        );
      return <screens.people.Screen community={community.id} title={community.title} open={route.open} />;
    case 'connections':
      return <screens.connections.Screen community={community.id} title={community.title} />;
    case 'settings':
      return <screens.settings.Screen community={community.id} />;
    default:
      route satisfies never;
      return t('loading');
  }
}
