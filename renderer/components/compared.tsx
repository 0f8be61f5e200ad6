/** Says beside a name that its safety number was compared in person; or that it has changed since. Nothing otherwise. */
import { ShieldAlert, ShieldCheck } from 'lucide-react';
import type { MemberView } from '../../core/api/community-methods.ts';
import { t } from '../text/text.ts';
import styles from './compared.module.css';

export function Compared({ safety }: { safety: MemberView['safety'] }) {
  if (safety === 'unconfirmed') return null;
  const Icon = safety === 'confirmed' ? ShieldCheck : ShieldAlert;
  const label = t(`safety.mark.${safety}`);
  return (
    <span className={styles['mark']} data-safety={safety} title={label}>
      <Icon aria-hidden />
      <span className="visually-hidden">{label}</span>
    </span>
  );
}
