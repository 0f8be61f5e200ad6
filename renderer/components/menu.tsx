/** A list of actions behind a button, worked by mouse, touch and keyboard alike. */
import { Menu as BaseMenu } from '@base-ui/react/menu';
import { Fragment, type ReactElement, type ReactNode } from 'react';
import styles from './menu.module.css';

export interface MenuAction {
  label: string;
  icon?: ReactNode;
  danger?: boolean;
  disabled?: boolean;
  onSelect: () => void;
}

export interface MenuSection {
  title?: string;
  actions: readonly MenuAction[];
}

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement<Record<string, unknown>>;
  sections: readonly MenuSection[];
  align?: 'start' | 'end';
}

export function Menu({ trigger, sections, align = 'end' }: MenuProps) {
  const shown = sections.filter((section) => section.actions.length > 0);
  return (
    <BaseMenu.Root>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner align={align} sideOffset={4} className={styles['positioner']}>
          <BaseMenu.Popup className={styles['popup']}>
            {shown.map((section, index) => (
              <Fragment key={section.title ?? index}>
                {index > 0 && <BaseMenu.Separator className={styles['separator']} />}
                <BaseMenu.Group>
                  {section.title !== undefined && (
                    <BaseMenu.GroupLabel className={styles['label']}>{section.title}</BaseMenu.GroupLabel>
                  )}
                  {section.actions.map((action, at) => (
                    <BaseMenu.Item
                      // Two may have one name: two communities, two boards.
                      key={`${at} ${action.label}`}
                      className={`${styles['item']} ${action.danger ? styles['danger'] : ''}`}
                      disabled={action.disabled ?? false}
                      onClick={action.onSelect}
                    >
                      {action.icon}
                      {action.label}
                    </BaseMenu.Item>
                  ))}
                </BaseMenu.Group>
              </Fragment>
            ))}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}
