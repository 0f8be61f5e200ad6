/**
 * The way back of what the person did on the board that is open, the latest first. Each is taken once, by the notice or by
 * the keys; steps of others are never among them.
 */
type Back = () => Promise<unknown>;

/** Further ones are forgotten. */
const MOST = 50;

export class OwnSteps {
  #backs: Back[] = [];

  /** Answers the same way back, to be taken from elsewhere. */
  add(back: Back): Back {
    const once = async (): Promise<unknown> => {
      if (!this.#backs.includes(once)) return undefined;
      this.#backs = this.#backs.filter((each) => each !== once);
      return back();
    };
    this.#backs = [...this.#backs, once].slice(-MOST);
    return once;
  }

  /** False: there is none. */
  async undo(): Promise<boolean> {
    const latest = this.#backs.at(-1);
    if (!latest) return false;
    await latest();
    return true;
  }
}
