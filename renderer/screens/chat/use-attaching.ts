/**
 * Files on their way into a message: brought to the peer as soon as they are chosen, so that sending takes no time. Owns
 * them until the message is sent or they are taken out again.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { bringFile, bringPicture, type Brought } from '../../attachments/bring-file.ts';
import { isPicture } from '../../attachments/shrink-picture.ts';
import { showProblem, showSentence } from '../../components/notices.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';

export interface Attaching {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  /** Undefined while it is on its way. */
  readonly brought: Brought | undefined;
}

/** Files of one message. */
const MOST = 10;

let count = 0;

export function useAttaching(community: string): {
  files: readonly Attaching[];
  add: (files: readonly File[]) => void;
  remove: (file: Attaching) => void;
  /** Gives them all, and begins anew. */
  take: () => readonly Attaching[];
  /** What could not be sent. */
  giveBack: (files: readonly Attaching[]) => void;
} {
  const api = useApi();
  const [files, setFiles] = useState<readonly Attaching[]>([]);
  const current = useRef(files);
  useEffect(() => {
    current.current = files;
  });

  const bring = useCallback(
    async (key: string, file: File): Promise<void> => {
      try {
        const brought = (await isPicture(file))
          ? await bringPicture(api, community, file)
          : await bringFile(api, community, file.name, file);
        setFiles((all) => all.map((each) => (each.key === key ? { ...each, brought } : each)));
      } catch (error) {
        showProblem(error);
        setFiles((all) => all.filter((each) => each.key !== key));
      }
    },
    [api, community],
  );

  const add = useCallback(
    (chosen: readonly File[]): void => {
      const room = MOST - current.current.length;
      if (chosen.length > room) showSentence(t('attachment.most', { count: MOST }));
      const added = chosen.slice(0, Math.max(0, room)).map((file) => ({ key: `file ${(count += 1)}`, file }));
      setFiles((all) => [
        ...all,
        ...added.map(({ key, file }) => ({ key, name: file.name, size: file.size, brought: undefined })),
      ]);
      for (const { key, file } of added) void bring(key, file);
    },
    [bring],
  );

  const remove = useCallback((file: Attaching): void => {
    setFiles((all) => all.filter(({ key }) => key !== file.key));
  }, []);

  const take = useCallback((): readonly Attaching[] => {
    setFiles([]);
    return current.current;
  }, []);

  const giveBack = useCallback((back: readonly Attaching[]): void => {
    setFiles((all) => [...back, ...all]);
  }, []);

  return { files, add, remove, take, giveBack };
}
