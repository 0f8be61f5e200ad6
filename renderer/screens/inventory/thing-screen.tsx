/** A thing by its label, opened from outside: leads to where it is, or says why that cannot be. */
import { useEffect } from 'react';
import { thingLink } from '../../../core/api/thing-link.ts';
import { LinkButton } from '../../components/button.tsx';
import { Failure, Page } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { usePeerQuery } from '../../peer/use-peer.ts';
import { replaceWith } from '../../router/use-route.ts';
import { t } from '../../text/text.ts';

export function ThingScreen({ thing }: { thing: string }) {
  const { value, error } = usePeerQuery('thingFind', { code: thingLink(thing) });
  useEffect(() => {
    if (!value) return;
    const { community, inventory, item } = value;
    replaceWith({ screen: 'things', community, place: inventory, object: item });
  }, [value]);
  return (
    <main>
      <Page
        title={t('nav.things')}
        actions={
          <LinkButton look="quiet" to={{ screen: 'root' }}>
            {t('action.back')}
          </LinkButton>
        }
      >
        {error === undefined ? <Skeleton rows={4} /> : <Failure error={error} />}
      </Page>
    </main>
  );
}
