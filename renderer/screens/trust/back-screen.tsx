/** The ways in for who is a member already. Stays the same element when the profile comes to be, so that a form goes on. */
import { ArrowLeft } from 'lucide-react';
import { LinkButton } from '../../components/button.tsx';
import { t } from '../../text/text.ts';
import { Welcome } from '../first-run/welcome.tsx';
import { OtherDeviceForm } from './other-device-form.tsx';
import { RecoverForm } from './recover-form.tsx';

export function BackScreen({ way }: { way: 'device' | 'return' }) {
  const back = (
    <LinkButton look="quiet" size="small" icon={<ArrowLeft aria-hidden />} to={{ screen: 'root' }}>
      {t('action.back')}
    </LinkButton>
  );
  return way === 'device' ? (
    <Welcome title={t('other.title')} about={t('other.about')} back={back}>
      <OtherDeviceForm />
    </Welcome>
  ) : (
    <Welcome title={t('lost.title')} about={t('lost.about')} back={back}>
      <RecoverForm />
    </Welcome>
  );
}
