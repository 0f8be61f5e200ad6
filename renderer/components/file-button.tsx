/** A button that asks for a file. */
import { useRef, type ReactNode } from 'react';
import { Button, type ButtonLook } from './button.tsx';

interface FileButtonProps {
  look?: ButtonLook;
  size?: 'small' | 'normal';
  icon?: ReactNode;
  /** As in the file dialog of a browser: `image/*`, `.json`. */
  accept: string;
  onFile: (file: File) => void;
  children: ReactNode;
}

export function FileButton({
  look = 'plain',
  size = 'normal',
  icon,
  accept,
  onFile,
  children,
}: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button look={look} size={size} icon={icon} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // The same file can be chosen again.
          event.currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
    </>
  );
}
