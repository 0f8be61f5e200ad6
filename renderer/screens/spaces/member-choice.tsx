/** Some of the members, each with a box. */
import type { MemberView } from '../../../core/api/community-methods.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Compared } from '../../components/compared.tsx';
import { roleName } from '../../text/names.ts';
import styles from './spaces.module.css';

interface MemberChoiceProps {
  label: string;
  members: readonly MemberView[];
  chosen: ReadonlySet<string>;
  onChosen: (chosen: ReadonlySet<string>) => void;
}

export function MemberChoice({ label, members, chosen, onChosen }: MemberChoiceProps) {
  return (
    <fieldset className={styles['choice']}>
      <legend>{label}</legend>
      <div className={styles['options']}>
        {members.map(({ id, name, role, safety }) => (
          <label key={id} className={styles['option']}>
            <input
              type="checkbox"
              checked={chosen.has(id)}
              onChange={(event) => {
                const next = new Set(chosen);
                if (event.currentTarget.checked) next.add(id);
                else next.delete(id);
                onChosen(next);
              }}
            />
            <Avatar id={id} name={name} small />
            <span className={styles['optionName']}>
              {name}
              <Compared safety={safety} />
            </span>
            <span className={styles['soft']}>{roleName(role)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
