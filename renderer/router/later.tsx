/**
 * A screen whose code is a part of its own: the first one is drawn without the code of all others, which is fetched right
 * after. Guarantees: one that is there already is drawn at once, without a moment of nothing; one that cannot be
 * fetched says so, and is tried again when it is opened again.
 */
import { lazy, Suspense, useState, type ComponentType } from 'react';
import { connectionLost } from '../../core/api/codes.ts';
import { Failure } from '../components/page.tsx';
import { Skeleton } from '../components/skeleton.tsx';

interface Later<Props> {
  readonly Screen: ComponentType<Props>;
  /** Resolves when it is there, or cannot be. */
  readonly fetch: () => Promise<void>;
}

export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): Later<Props> {
  let here: ComponentType<Props> | undefined;
  const fetched = async (): Promise<ComponentType<Props>> => (here = await load());
  const attempt = (): ComponentType<Props> =>
    lazy(async () => ({ default: await fetched().catch((): ComponentType<Props> => Missing) }));

  function Screen(props: Props) {
    // What is drawn stays what it is, also when the code comes meanwhile by another way.
    const [Current] = useState<ComponentType<Props>>(() => here ?? attempt());
    return (
      <Suspense fallback={<Skeleton />}>
        <Current {...props} />
      </Suspense>
    );
  }

  return {
    Screen,
    fetch: async () => {
      await fetched().catch(() => undefined);
    },
  };
}

function Missing() {
  return <Failure error={connectionLost()} />;
}
