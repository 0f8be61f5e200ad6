import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Rules of core/: the clock, chance and timers are parameters, so that a simulation can replay every run. */
const determinism = {
  files: ['core/**/*.ts'],
  // The adapters meet the real world, and the crypto has real chance.
  ignores: ['core/node/**', 'core/crypto/**'],
  rules: {
    'no-restricted-properties': [
      'error',
      { object: 'Date', property: 'now', message: 'Take the clock as a parameter.' },
      { object: 'performance', property: 'now', message: 'Take the clock as a parameter.' },
      { object: 'Math', property: 'random', message: 'Take the randomness as a parameter.' },
    ],
    'no-restricted-globals': [
      'error',
      { name: 'setTimeout', message: 'Take the clock as a parameter.' },
      { name: 'setInterval', message: 'Take the clock as a parameter.' },
      { name: 'crypto', message: 'Only core/crypto has a door to the crypto library.' },
    ],
  },
};

export default tseslint.config(
  { ignores: ['**/node_modules/', 'out/', 'reports/', 'coverage/', '.stryker-tmp/', 'test/**/fixtures/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      'no-undef': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        // `default: assertNever(x)` is how a switch ends here, and does not excuse a missing case.
        { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true },
      ],
      // A caught value is unknown and may be thrown on.
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true }],
      // A port's method is async because an adapter's is, whether this one awaits or not.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
    },
  },
  determinism,
  {
    files: ['renderer/**/*.ts', 'renderer/**/*.tsx'],
    ...reactHooks.configs.flat['recommended-latest'],
  },
  {
    files: ['test/**/*.ts', 'test/**/*.tsx'],
    rules: {
      // Tests hand over things that are wrong on purpose.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // Scripts and configuration run in Node as they are.
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'performance',
          'setTimeout',
          'setInterval',
          'clearInterval',
          'clearTimeout',
          'fetch',
          'AbortController',
          'AbortSignal',
          'Buffer',
          'URL',
          'module',
          'require',
        ].map((name) => [name, 'readonly']),
      ),
    },
    rules: { eqeqeq: 'error' },
  },
);
