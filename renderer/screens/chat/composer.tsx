/**
 * The field to write in: Enter sends, Shift and Enter begin a new line, Arrow up in the empty field changes the last
 * message of one's own, an @ offers names. What is typed is a draft until it is sent, with what it answers.
 */
import { Paperclip, Reply, SendHorizontal, X } from 'lucide-react';
import { useEffect, useImperativeHandle, useRef, type KeyboardEvent, type Ref } from 'react';
import type { DraftView, MessageView } from '../../../core/api/chat-methods.ts';
import { filesOf, PickFiles } from '../../attachments/pick-files.tsx';
import { Button, IconButton } from '../../components/button.tsx';
import { TextArea } from '../../components/field.tsx';
import { noDraft } from '../../peer/use-draft.ts';
import { t } from '../../text/text.ts';
import { AttachingList } from './attaching-list.tsx';
import styles from './composer.module.css';
import { NameChoice, useNameChoice } from './name-choice.tsx';
import type { Attaching } from './use-attaching.ts';

interface ComposerProps {
  ref: Ref<HTMLTextAreaElement>;
  title: string;
  /** Undefined until it is known. */
  draft: DraftView | undefined;
  onDraft: (draft: DraftView) => void;
  messages: readonly MessageView[];
  replyTo: MessageView | null;
  onReplyTo: (message: MessageView | null) => void;
  onEditLast: () => void;
  /** What goes out with the message. */
  files: readonly Attaching[];
  onFiles: (files: readonly File[]) => void;
  onRemoveFile: (file: Attaching) => void;
  onSend: (text: string) => void;
}

export function Composer({
  ref,
  title,
  draft,
  onDraft,
  messages,
  replyTo,
  onReplyTo,
  onEditLast,
  files,
  onFiles,
  onRemoveFile,
  onSend,
}: ComposerProps) {
  const form = useRef<HTMLFormElement>(null);
  const { text } = draft ?? noDraft;
  const names = useNameChoice(text, (next, cursor) => {
    type(next);
    requestAnimationFrame(() => field()?.setSelectionRange(cursor, cursor));
  });
  const field = (): HTMLTextAreaElement | null => form.current?.querySelector('textarea') ?? null;
  useImperativeHandle(ref, () => field()!);
  useDraftedReply(draft?.about, messages, onReplyTo);

  const isReady = files.every(({ brought }) => brought !== undefined);
  const maySend = isReady && (text.trim() !== '' || files.length > 0);

  function type(next: string): void {
    onDraft(next === '' ? noDraft : { text: next, about: replyTo?.id ?? '' });
  }

  function send(): void {
    if (!maySend) return;
    onDraft(noDraft);
    onSend(text);
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.nativeEvent.isComposing || names.onKeyDown(event)) return;
    if (event.key === 'Escape' && replyTo) onReplyTo(null);
    if (event.key === 'ArrowUp' && text === '') {
      event.preventDefault();
      onEditLast();
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send();
    }
  }

  return (
    <form
      ref={form}
      className={styles['composer']}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {replyTo && (
        <p className={styles['reply']}>
          <Reply className="mirrored" aria-hidden />
          <span className={styles['replyText']}>
            {t('chat.replyQuote', { name: replyTo.name, text: replyTo.text })}
          </span>
          <IconButton label={t('chat.noReply')} icon={<X />} onClick={() => onReplyTo(null)} />
        </p>
      )}
      <AttachingList files={files} onRemove={onRemoveFile} />
      <NameChoice names={names} />
      <div className={styles['line']}>
        <PickFiles accept={null} onFiles={onFiles} label={t('attachment.add')} icon={<Paperclip />} isBare />
        <div className={styles['field']}>
          <TextArea
            label={t('chat.write', { title })}
            hideLabel
            placeholder={t('chat.write', { title })}
            value={text}
            onValue={type}
            rows={1}
            onKeyDown={onKeyDown}
            onPaste={(event) => {
              const pasted = filesOf(event.clipboardData);
              if (pasted.length === 0) return;
              event.preventDefault();
              onFiles(pasted);
            }}
            onSelect={(event) => names.look(event.currentTarget.selectionStart)}
            onBlur={() => names.look(-1)}
            dir="auto"
            aria-autocomplete="list"
            {...names.field}
          />
        </div>
        <Button
          type="submit"
          look="primary"
          icon={<SendHorizontal className="mirrored" aria-hidden />}
          disabled={!maySend}
        >
          {t('chat.send')}
        </Button>
      </div>
    </form>
  );
}

/** A draft that was an answer is one again, when what it answers is here. */
function useDraftedReply(
  about: string | undefined,
  messages: readonly MessageView[],
  onReplyTo: (message: MessageView | null) => void,
): void {
  const isDone = useRef(false);
  useEffect(() => {
    if (about === undefined || isDone.current) return;
    isDone.current = true;
    const answered = about === '' ? undefined : messages.find(({ id }) => id === about);
    if (answered && !answered.deleted) onReplyTo(answered);
  });
}
