/** What is said about channels and messages, by code. */
export const chatSentences: Readonly<Record<string, string>> = {
  REACTION_MALFORMED:
    'A reaction is one sign, such as an emoji or a letter. Nothing was changed. Choose one.',
};
