/** The signs beside a message: how many stand behind each, who they are, and one's own by a press. */
import type { MessageView, ReactionView } from '../../../core/api/chat-methods.ts';
import { t } from '../../text/text.ts';
import styles from './message-reactions.module.css';

interface MessageReactionsProps {
  message: MessageView;
  mayReact: boolean;
  tabIndex: number;
  onReact: (sign: string, on: boolean) => void;
}

export function MessageReactions({ message, mayReact, tabIndex, onReact }: MessageReactionsProps) {
  const { reactions } = message;
  if (!reactions) return null;
  return (
    <ul className={styles['reactions']} aria-label={t('chat.reactions')}>
      {reactions.map((reaction) => {
        const { sign, count, own } = reaction;
        return (
          <li key={sign}>
            <button
              type="button"
              className={styles['reaction']}
              aria-pressed={own}
              title={namesOf(reaction)}
              disabled={!mayReact}
              tabIndex={tabIndex}
              onClick={() => onReact(sign, !own)}
            >
              <bdi className={styles['sign']}>{sign}</bdi>
              <span>{count}</span>
              <span className="visually-hidden"> {t('chat.reactionFrom', { names: namesOf(reaction) })}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function namesOf({ names, count }: ReactionView): string {
  const shown = names.join(', ');
  const more = count - names.length;
  return more > 0 ? t('chat.reactionMore', { names: shown, count: more }) : shown;
}
