/** How Kith looks and behaves. */
export const settings = {
  'theme.label': 'Colours',
  'theme.system': 'As the system',
  'theme.light': 'Light',
  'theme.dark': 'Dark',
} as const;
