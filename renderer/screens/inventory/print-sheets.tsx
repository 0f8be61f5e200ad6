/**
 * Prints something alone: for as long as it is printed it stands beside the page, on paper of its size, and everything else is
 * away. Owns what is put into the document for that, and takes it out again.
 */
import { useEffect, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import styles from './print-sheets.module.css';

interface PrintSheetsProps {
  /** Millimetres. */
  page: readonly [width: number, height: number];
  /** It was printed, or not: the system's dialog is closed. */
  onDone: () => void;
  children: ReactNode;
}

export function PrintSheets({ page: [width, height], onDone, children }: PrintSheetsProps) {
  useEffect(() => {
    // The paper's size can stand in a sheet of styles alone.
    const paper = new CSSStyleSheet();
    paper.replaceSync(`@page { size: ${String(width)}mm ${String(height)}mm; margin: 0; }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, paper];
    document.documentElement.dataset['printing'] = '';
    const frame = requestAnimationFrame(() => {
      // Waits until the dialog is closed.
      window.print();
      onDone();
    });
    return () => {
      cancelAnimationFrame(frame);
      delete document.documentElement.dataset['printing'];
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== paper);
    };
  }, [width, height, onDone]);
  return createPortal(
    <div className={styles['sheets']} aria-hidden>
      {children}
    </div>,
    document.body,
  );
}
