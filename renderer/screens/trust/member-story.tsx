/** What happened with one member: let in, roles, devices, names. */
import { Section } from '../../components/page.tsx';
import { t } from '../../text/text.ts';
import { EventPages } from './event-pages.tsx';

/** Few: the page is about what is, more than about what was. */
const FIRST = 5;

export function MemberStory({ community, member }: { community: string; member: string }) {
  return (
    <Section title={t('member.story')}>
      <EventPages community={community} member={member} first={FIRST} />
    </Section>
  );
}
