/** Every bound of the exchange, with its reason. Sizes in bytes, times in milliseconds. */

export const PROTOCOL = '/kith/sync/1';

/** Tags of one `tags` message, and of all of one connection: communities that join later add to the first ones. */
export const MAX_TAGS = 256;
export const MAX_LINK_TAGS = 1_024;
/** Tags are padded to a multiple of this, so that their number says little. */
export const TAG_STEP = 16;
export const TAG_LENGTH = 16;
/** Authority keys of one community that are shown, newest first; all that are held are recognised. */
export const MAX_SHOWN_KEYS = 8;

/** A control message, and one from a peer with which no session is open yet. */
export const MAX_CONTROL = 512 * 1024;
export const MAX_STRANGER = 24 * 1024;
/** Messages of a peer with which no session is open. */
export const MAX_STRANGER_MESSAGES = 64;
export const MAX_WELCOME = 64 * 1024;
export const MAX_JOIN = 8 * 1024;
export const MAX_INTRODUCTION = 4 * 1024;
/** Communities that one connection carries. */
export const MAX_CHANNELS = 64;

/** Tips in one `have`; a frontier may take several. */
export const MAX_HAVE_TIPS = 4_096;
/** Feeds of one kind that a neighbour may name: as many as a community can have. */
export const MAX_NEIGHBOUR_FEEDS = 65_536;

/** Ranges of one `want`, entries of one range, entries of all its ranges. */
export const MAX_WANT_RANGES = 64;
export const MAX_RANGE = 1_024;
export const MAX_WANT_ENTRIES = 4_096;
/** Wants that may be open at once: two under way while one is taken in. */
export const OPEN_WANTS = 3;
/** Wants that a neighbour may have open here before it counts as a flood. */
export const MAX_SERVED_WANTS = 8;
/** Records in an `entries` frame: sent from here on, never more than twice that. */
export const FRAME_TARGET = 128 * 1024;
/** Records that are read at once. */
export const READ_BYTES = 192 * 1024;

/** Content that lacks, from which on a newcomer asks for the newest of it first: what takes longer than a blink. */
export const RECENT_FROM = 1_000;
/** Another neighbour is asked after this, when the first gives no answer; then not for long. */
export const RECENT_WAIT = 3_000;
export const RECENT_REST = 600_000;

/** Branches of forked feeds: of one message, and those that a neighbour may name or wait for. */
export const MAX_FETCHED = 64;
export const MAX_BRANCHES = 4_096;
/** Names of one `seek`, and chunks that a neighbour may wait for at once before it counts as a flood. */
export const MAX_SEEK = 16;
export const MAX_SOUGHT = 64;

/** Entries that are asked for beyond what is stored, of all feeds: well inside what the gate can keep waiting. */
export const MAX_AHEAD = 16_384;
export const MIN_CHUNK = 32;
/** Entries that one want asks for, and what of one feed ends on an entry whose signature everybody keeps. */
export const WANT_ENTRIES = 2_048;
export const CHUNK = 256;

/** What has changed here is told this late, so that many changes are told at once. */
export const HAVE_DELAY = 25;
/** Neighbours to which an entry from somebody else is pushed; the others learn of it by a `have`. */
export const FORWARDS = 3;

export const HANDSHAKE_TIMEOUT = 15_000;
/** Bytes sent and not taken, from which on nothing is pushed: it will be asked for. */
export const CONGESTED = 512 * 1024;

/** A want without any answer. */
export const WANT_TIMEOUT = 30_000;
/** A connection on which no community is shared. */
export const IDLE_TIMEOUT = 60_000;
/** A feed of which a neighbour's answer led nowhere is asked from it again after this, then twice that ... */
export const RETRY_FIRST = 5_000;
export const RETRY_LAST = 600_000;
export const TICK = 1_000;
export const CHANGE_DELAY = 50;

/** Control messages that a neighbour may send: at once, and each second. */
export const CONTROL_BURST = 1_000;
export const CONTROL_RATE = 100;

/** Content of one device that is taken in a day from its author alone: a hundred thousand messages, or a large import. */
export const DAY_LIMIT = 16 * 1024 * 1024;
/** What a day has cost is kept this late, so that a conversation costs few writes. */
export const SPENT_DELAY = 1_000;

/** Typing that a neighbour may speak of: at once, and each second. More of it is a fault of small weight. */
export const HEARD_TYPING_BURST = 16;
export const HEARD_TYPING_RATE = 2;
/** What is said of the person here stays well below. */
export const OWN_TYPING_BURST = 6;
export const OWN_TYPING_RATE = 0.5;
/** Whoever goes on typing says so again after this; whoever does not say it again has stopped. */
export const TYPING_REPEAT = 4_000;
export const TYPING_HEARD = 9_000;

/** For so long a device that is out is answered on one connection, and so often it may ask for all that there is. */
export const FAREWELL_TIME = 600_000;
export const FAREWELL_ROUNDS = 8;
/** Devices that are out of which it is known by heart what they are shown. */
export const MAX_ENDINGS = 1_024;

export const MAX_ADDRESSES = 32;
export const MAX_ADDRESS_LENGTH = 300;
/** Who else may be found where is told this late, so that several who come at once are told of at once. */
export const ADDRESS_DELAY = 2_000;

/** A peer with which nothing is shared is dialled again after this. */
export const STRANGER_REST = 600_000;
/** ... and one that did something wrong after this, unless it is banned for longer. */
export const FAULT_REST = 60_000;
/** Streams are opened anew after this, then twice that ... */
export const REOPEN_FIRST = 1_000;
export const REOPEN_LAST = 60_000;
