/** A setting by name, a line about it, and what can be done with it. */
import type { ReactNode } from 'react';
import segmented from '../../components/segmented.module.css';

interface SettingsRowProps {
  label: string;
  about?: string;
  children?: ReactNode;
}

export function SettingsRow({ label, about, children }: SettingsRowProps) {
  return (
    <div className={segmented['row']}>
      <div className={segmented['words']}>
        <div className={segmented['label']}>{label}</div>
        {about !== undefined && <div className={segmented['about']}>{about}</div>}
      </div>
      {children}
    </div>
  );
}
