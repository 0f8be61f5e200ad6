/** Holds the square code of an invitation before the camera. The camera is asked for here, and off as soon as this is gone. */
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { t } from '../../text/text.ts';
import styles from './join-form.module.css';
import { readSquareCode } from './square-code.ts';

/** Milliseconds between two looks. */
const PAUSE = 250;

interface CameraProps {
  onCode: (text: string) => void;
  onClose: () => void;
}

export function Camera({ onCode, onClose }: CameraProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [isRefused, setRefused] = useState(false);

  useEffect(() => {
    let stream: MediaStream | undefined;
    let isOver = false;
    const stop = (): void => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const timer = setInterval(() => {
      const code = stream && video.current ? readSquareCode(video.current) : undefined;
      if (code !== undefined) onCode(code);
    }, PAUSE);
    async function start(): Promise<void> {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
        if (isOver) stop();
        else if (video.current) {
          video.current.srcObject = stream;
          await video.current.play();
        }
      } catch {
        if (!isOver) setRefused(true);
      }
    }
    void start();
    return () => {
      isOver = true;
      clearInterval(timer);
      stop();
    };
  }, [onCode]);

  return (
    <div className={styles['camera']}>
      {isRefused ? (
        <p role="alert">{t('join.noCamera')}</p>
      ) : (
        <video ref={video} muted playsInline className={styles['video']} aria-label={t('join.cameraLabel')} />
      )}
      <Button look="quiet" onClick={onClose}>
        {t('action.cancel')}
      </Button>
    </div>
  );
}
