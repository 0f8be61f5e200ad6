/**
 * The ways in for who is a member already, and the way to help one back. Stays the same element when the profile comes to
 * be, so that a form goes on.
 */
import { ArrowLeft } from 'lucide-react';
import { LinkButton } from '../../components/button.tsx';
import { useOpenedLink } from '../../desktop/opened-link.ts';
import { goTo } from '../../router/use-route.ts';
import { t } from '../../text/text.ts';
import { Welcome } from '../first-run/welcome.tsx';
import { OtherDeviceForm } from './other-device-form.tsx';
import { RecoverForm } from './recover-form.tsx';
import { VouchForm } from './vouch-dialog.tsx';

export function BackScreen({ way }: { way: 'device' | 'return' | 'vouch' }) {
  const { number, link } = useOpenedLink(way);
  const back = (
    <LinkButton
      look="quiet"
      size="small"
      icon={<ArrowLeft className="mirrored" aria-hidden />}
      to={{ screen: 'root' }}
    >
      {t('action.back')}
    </LinkButton>
  );
  switch (way) {
    case 'device':
      return (
        <Welcome title={t('other.title')} about={t('other.about')} back={back}>
          <OtherDeviceForm key={number} opened={link} />
        </Welcome>
      );
    case 'return':
      return (
        <Welcome title={t('lost.title')} about={t('lost.about')} back={back}>
          <RecoverForm key={number} opened={link} />
        </Welcome>
      );
    case 'vouch':
      return (
        <Welcome title={t('vouch.title')} about={t('vouch.about')} back={back}>
          <VouchForm key={number} opened={link} onClose={() => goTo({ screen: 'root' })} />
        </Welcome>
      );
    default:
      return way satisfies never;
  }
}
