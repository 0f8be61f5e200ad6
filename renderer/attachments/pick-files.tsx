/** The ways in which files come onto the page: picked, dropped, pasted. */
import { useEffect, useRef, useState, type DragEvent, type ReactNode } from 'react';
import { Button, IconButton } from '../components/button.tsx';

interface PickFilesProps {
  /** As in the file dialog of a browser; null: any. */
  accept: string | null;
  onFiles: (files: readonly File[]) => void;
  label: string;
  icon: ReactNode;
  size?: 'small' | 'normal';
  /** There is no room for words. */
  isBare?: boolean;
}

/** The button that opens the dialog. */
export function PickFiles({ accept, onFiles, label, icon, size = 'normal', isBare = false }: PickFilesProps) {
  const input = useRef<HTMLInputElement>(null);
  const open = (): void => input.current?.click();
  return (
    <>
      {isBare ? (
        <IconButton label={label} icon={icon} onClick={open} />
      ) : (
        <Button icon={icon} size={size} onClick={open}>
          {label}
        </Button>
      )}
      <input
        ref={input}
        type="file"
        hidden
        multiple
        {...(accept !== null && { accept })}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // The same file can be chosen again.
          event.currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </>
  );
}

interface Drop {
  /** Files are over it. */
  readonly isOver: boolean;
  readonly handlers: {
    readonly onDragEnter: (event: DragEvent) => void;
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDragLeave: (event: DragEvent) => void;
    readonly onDrop: (event: DragEvent) => void;
  };
}

/** `onFiles` null: nothing is taken. */
export function useDrop(onFiles: ((files: readonly File[]) => void) | null): Drop {
  const [depth, setDepth] = useState(0);
  const isFiles = ({ dataTransfer }: DragEvent): boolean =>
    onFiles !== null && [...dataTransfer.types].includes('Files');
  return {
    isOver: depth > 0,
    handlers: {
      onDragEnter: (event) => {
        if (isFiles(event)) setDepth((before) => before + 1);
      },
      onDragOver: (event) => {
        if (!isFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      },
      onDragLeave: (event) => {
        if (isFiles(event)) setDepth((before) => Math.max(0, before - 1));
      },
      onDrop: (event) => {
        if (!isFiles(event)) return;
        event.preventDefault();
        setDepth(0);
        const files = [...event.dataTransfer.files];
        if (files.length > 0) onFiles?.(files);
      },
    },
  };
}

/** What is pasted anywhere on the page while no text is being typed; null: nothing is taken. */
export function usePaste(onFiles: ((files: readonly File[]) => void) | null): void {
  const latest = useRef(onFiles);
  useEffect(() => {
    latest.current = onFiles;
  });
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const files = filesOf(event.clipboardData);
      const isTyping =
        event.target instanceof Element && event.target.closest('input, textarea, [role=dialog]');
      if (files.length === 0 || isTyping || !latest.current) return;
      event.preventDefault();
      latest.current(files);
    };
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('paste', paste);
    };
  }, []);
}

export function filesOf(data: DataTransfer | null): readonly File[] {
  return [...(data?.files ?? [])];
}
