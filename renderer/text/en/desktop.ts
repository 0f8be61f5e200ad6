/** What only the desktop window says: before there is anything of Kith to show. */
export const desktop = {
  'keys.title': 'How shall Kith keep your secrets?',
  'keys.about':
    'Kith keeps on this computer what proves that you are you. This computer has no keychain that could guard it, so the choice is yours.',
  'keys.choice': 'Where the secrets are kept',
  'keys.passphrase': 'Behind a passphrase',
  'keys.passphraseAbout': 'Kith asks for it each time it starts. Nobody can reset it for you.',
  'keys.insecure': 'Without protection',
  'keys.insecureAbout':
    'Whoever can read the files of this account can read them, too. Choose this only on a computer that is yours alone and whose disk is encrypted.',
  'keys.word': 'Passphrase',
  'keys.wordHint': 'Several words that you remember: at least 8 characters.',
  'keys.short': 'That is too short. Nothing was saved. Choose at least 8 characters.',
  'keys.again': 'The passphrase once more',
  'keys.differ': 'The two are not the same. Nothing was saved. Type them again.',
  'keys.go': 'Continue',
  'unlock.title': 'Welcome back',
  'unlock.about': 'Your profile is protected by a passphrase.',
  'unlock.word': 'Passphrase',
  'unlock.wrong': 'That is not the passphrase. Nothing was changed. Try again.',
  'unlock.go': 'Unlock',
  'failed.title': 'Kith could not start',
  'failed.retry': 'Try again',
  'failed.quit': 'Quit Kith',
} as const;
