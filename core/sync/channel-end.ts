/** What one channel of a connection leads to here: a session, or the farewell of a device that is out. */
import type { ObjectId } from '../base/ids.ts';
import type { BranchBody, ChunkBody, SessionBody } from './messages.ts';

export interface ChannelEnd {
  /** A reason to keep the connection, and to seek it again when it is lost. */
  readonly isOfUse: boolean;
  /** The promise holds back the next frame. */
  onMessage(message: SessionBody): Promise<void>;
  onChunks(message: ChunkBody): void;
  onTyping(place: ObjectId | null): void;
  onBranches(message: BranchBody): void;
}
