/** A menu from which several are chosen: it stays open, and each press takes effect at once. */
import { Menu as BaseMenu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import menu from '../../components/menu.module.css';
import styles from './pick-menu.module.css';

interface PickMenuProps {
  trigger: ReactElement<Record<string, unknown>>;
  options: readonly { id: string; label: string; icon: ReactNode }[];
  chosen: readonly string[];
  onChange: (id: string, isChosen: boolean) => void;
  /** An action below the options. */
  more?: { label: string; icon: ReactNode; onSelect: () => void } | undefined;
}

export function PickMenu({ trigger, options, chosen, onChange, more }: PickMenuProps) {
  return (
    <BaseMenu.Root>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner align="start" sideOffset={4} className={menu['positioner']}>
          <BaseMenu.Popup className={menu['popup']}>
            {options.map(({ id, label, icon }) => (
              <BaseMenu.CheckboxItem
                key={id}
                className={`${menu['item']} ${styles['option']}`}
                checked={chosen.includes(id)}
                onCheckedChange={(next) => onChange(id, next)}
                closeOnClick={false}
              >
                {icon}
                <span className={styles['label']} dir="auto">
                  {label}
                </span>
                <BaseMenu.CheckboxItemIndicator className={styles['tick']}>
                  <Check aria-hidden />
                </BaseMenu.CheckboxItemIndicator>
              </BaseMenu.CheckboxItem>
            ))}
            {more && options.length > 0 && <BaseMenu.Separator className={menu['separator']} />}
            {more && (
              <BaseMenu.Item className={menu['item']} onClick={more.onSelect}>
                {more.icon}
                {more.label}
              </BaseMenu.Item>
            )}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}
