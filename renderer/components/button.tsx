/** A button that does something; a link that goes somewhere. Same looks, so that one can stand beside the other. */
import type { ComponentProps, ReactNode } from 'react';
import { hrefOf, type Route } from '../router/route.ts';
import styles from './button.module.css';

export type ButtonLook = 'primary' | 'plain' | 'quiet' | 'danger';

interface Look {
  look?: ButtonLook;
  size?: 'small' | 'normal';
  icon?: ReactNode;
}

function classOf({ look = 'plain', size = 'normal' }: Look, more?: string): string {
  return [styles['button'], styles[look], size === 'small' && styles['small'], more]
    .filter(Boolean)
    .join(' ');
}

export function Button({
  look,
  size,
  icon,
  children,
  className,
  ...rest
}: Look & Omit<ComponentProps<'button'>, 'className'> & { className?: string | undefined }) {
  return (
    <button type="button" {...rest} className={classOf({ look, size } as Look, className)}>
      {icon}
      {children}
    </button>
  );
}

/** Its name is read out and shown on hover. */
export function IconButton({
  label,
  icon,
  className,
  ...rest
}: { label: string; icon: ReactNode; className?: string | undefined } & Omit<
  ComponentProps<'button'>,
  'className'
>) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      {...rest}
      className={[styles['icon'], className].filter(Boolean).join(' ')}
    >
      {icon}
    </button>
  );
}

export function LinkButton({ look, size, icon, to, children }: Look & { to: Route; children: ReactNode }) {
  return (
    <a href={hrefOf(to)} className={classOf({ look, size } as Look)}>
      {icon}
      {children}
    </a>
  );
}
