/** The first page of a community. */
export const home = {
  'home.here_one': 'is here now',
  'home.here_other': 'are here now',
  'home.notices': 'For you to know',
  'home.noticeSeen': 'Understood',
  'home.noticeUnknown':
    'Something happened that this version of Kith cannot describe. Update Kith to read it.',
  'home.waiting': 'Waiting for you',
  'home.unread': 'New messages',
  'home.borrowed': 'What you borrow',
  'home.quiet': 'Nothing new, and nothing waits for you.',
  'steps.title': 'First steps',
  'steps.invite': 'Invite a neighbour',
  'steps.inviteAbout': 'A community of one is quiet.',
  'steps.chat': 'Open a channel',
  'steps.chatAbout': 'A place to say hello.',
  'steps.board': 'Put up a board',
  'steps.boardAbout': 'Who does what, and how far it is.',
  'steps.things': 'List what you lend',
  'steps.thingsAbout': 'Drills, tents, cake tins.',
} as const;
