/**
 * Subscriptions: answers a query again when something that it may depend on has changed. Changes that come together
 * are answered once. Whether anything is different is for the caller (patches are computed where they are sent).
 */
import type { Clock } from '../base/clock.ts';

/** What an answer may depend on. */
export type Topic = 'contents' | 'authority' | 'receipts' | 'network' | 'typing' | 'profile';

interface LiveQuery {
  readonly topics: ReadonlySet<Topic>;
  readonly answer: () => Promise<unknown>;
  readonly onValue: (value: unknown) => void;
  readonly onError: (error: unknown) => void;
  isDirty: boolean;
  isEnded: boolean;
}

export class LiveQueries {
  readonly #clock: Clock;
  readonly #queries = new Set<LiveQuery>();
  #isScheduled = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(
    topics: readonly Topic[],
    answer: () => Promise<unknown>,
    onValue: (value: unknown) => void,
    onError: (error: unknown) => void,
  ): () => void {
    const query: LiveQuery = {
      topics: new Set(topics),
      answer,
      onValue,
      onError,
      isDirty: true,
      isEnded: false,
    };
    this.#queries.add(query);
    void this.#answer(query);
    return () => {
      query.isEnded = true;
      this.#queries.delete(query);
    };
  }

  touch(topics: readonly Topic[]): void {
    let any = false;
    for (const query of this.#queries) {
      if (!topics.some((topic) => query.topics.has(topic))) continue;
      query.isDirty = true;
      any = true;
    }
    if (!any || this.#isScheduled) return;
    this.#isScheduled = true;
    this.#clock.after(0, () => {
      this.#isScheduled = false;
      for (const query of this.#queries) if (query.isDirty) void this.#answer(query);
    });
  }

  async #answer(query: LiveQuery): Promise<void> {
    query.isDirty = false;
    try {
      const value = await query.answer();
      if (!query.isEnded) query.onValue(value);
    } catch (error) {
      if (query.isEnded) return;
      query.isEnded = true;
      this.#queries.delete(query);
      query.onError(error);
    }
  }
}
