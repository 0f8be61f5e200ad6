/** The screens as addresses. Everything after `#` is the route; a reload or a bookmark comes back to the same screen. */
export type Route =
  | { readonly screen: 'root' }
  | { readonly screen: 'start'; readonly step: 'choose' | 'new' | 'join' }
  | { readonly screen: 'home' | 'people' | 'connections'; readonly community: string }
  | {
      readonly screen: 'boards' | 'things' | 'chat';
      readonly community: string;
      readonly place: string | null;
    };

export function hrefOf(route: Route): string {
  switch (route.screen) {
    case 'root':
      return '#/';
    case 'start':
      return route.step === 'choose' ? '#/start' : `#/start/${route.step}`;
    case 'home':
      return `#/c/${route.community}`;
    case 'people':
    case 'connections':
      return `#/c/${route.community}/${route.screen}`;
    case 'boards':
    case 'things':
    case 'chat':
      return `#/c/${route.community}/${route.screen}${route.place === null ? '' : `/${route.place}`}`;
    default:
      return route satisfies never;
  }
}

/** What cannot be read is the root. */
export function readRoute(hash: string): Route {
  const [first, second, third, fourth] = hash.replace(/^#\/?/, '').split('/');
  if (first === 'start')
    return { screen: 'start', step: second === 'new' || second === 'join' ? second : 'choose' };
  if (first !== 'c' || !second || !/^[a-z2-7]{52}$/.test(second)) return { screen: 'root' };
  const community = second;
  switch (third) {
    case undefined:
    case '':
      return { screen: 'home', community };
    case 'people':
    case 'connections':
      return { screen: third, community };
    case 'boards':
    case 'things':
    case 'chat':
      return { screen: third, community, place: fourth && /^[a-z2-7]{32}$/.test(fourth) ? fourth : null };
    default:
      return { screen: 'root' };
  }
}
