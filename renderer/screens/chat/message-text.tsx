/** What a message says: text with its links and names; a very long one is folded until somebody wants all of it. */
import { useState } from 'react';
import { LinkedText } from '../../components/linked-text.tsx';
import { t } from '../../text/text.ts';
import { useChannelPeople } from './channel-people.ts';
import { namedPieces } from './mentions.ts';
import styles from './message-text.module.css';

/** Beyond these a message is folded. */
const LONG = 1_500;
const MANY_LINES = 20;

const FEW_EMOJI =
  /^(?:\p{Extended_Pictographic}(?:\ufe0f|\u200d|\p{Emoji_Modifier}|\p{Extended_Pictographic})*\s*){1,3}$/u;

export function MessageText({ text, edited }: { text: string; edited: boolean }) {
  const { people, me } = useChannelPeople();
  const [isOpen, setOpen] = useState(false);
  const isLong = text.length > LONG || text.split('\n', MANY_LINES + 1).length > MANY_LINES;
  const look = [
    styles['text'],
    isLong && !isOpen && styles['folded'],
    text.length < 60 && FEW_EMOJI.test(text) && styles['large'],
  ];
  return (
    <>
      <p className={look.filter(Boolean).join(' ')} dir="auto">
        <LinkedText
          text={text}
          plain={(part) =>
            namedPieces(part, people).map((piece, index) =>
              piece.person === undefined ? (
                piece.text
              ) : (
                <bdi key={index} className={piece.person === me ? styles['me'] : styles['named']}>
                  {piece.text}
                </bdi>
              ),
            )
          }
        />
        {edited && <span className={styles['edited']}> {t('chat.edited')}</span>}
      </p>
      {isLong && (
        <button
          type="button"
          className={styles['fold']}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? t('chat.showLess') : t('chat.showAll')}
        </button>
      )}
    </>
  );
}
