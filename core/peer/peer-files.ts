/** Port: files that a person names. The hosts read and write real ones. */
export interface PeerFiles {
  /** Pieces of any size. Throws KithError FILE_UNREADABLE. */
  read(file: string): AsyncIterable<Uint8Array>;
  /** All or nothing: the file appears when everything is written. Throws KithError FILE_UNWRITABLE, DISK_FULL. */
  write(file: string, fill: (piece: (bytes: Uint8Array) => Promise<void>) => Promise<void>): Promise<void>;
}
