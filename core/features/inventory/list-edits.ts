/**
 * Edits of a list itself: what it asks about its things, and its rules. Codes: ROLE_FORBIDS, QUESTION_UNKNOWN,
 * CHOICES_INVALID, RULE_INVALID {rule}, CHANGE_EMPTY, TITLE_*. [INV-9] [RULE-1]
 */
import type { ObjectId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { built, forbidden, notBuilt, type Author, type Built } from '../../documents/author.ts';
import { editFields } from '../../documents/edit-fields.ts';
import { localOf } from '../../documents/object-id.ts';
import { checkTitle } from '../../documents/place-text.ts';
import { isChoices, type FieldKind } from './custom-fields.ts';
import type { Inventory } from './inventory.ts';
import { readRules, RULE_NAMES, type LendingRules } from './rules.ts';

interface QuestionWish {
  readonly title: string;
  readonly kind: FieldKind;
  readonly choices?: readonly string[] | undefined;
}

export function addQuestion(author: Author, { title, kind, choices = [] }: QuestionWish): Built {
  const checked = checkTitle(title);
  if (!checked.ok) return checked;
  if (!isChoices(choices) || (kind === 'choice') !== choices.length > 0) return notBuilt('CHOICES_INVALID');
  const id = author.newId();
  const offered = kind === 'choice' ? { choices } : {};
  const birth = { t: 'field', id: localOf(id), title: checked.value, kind, ...offered };
  return forbidden(author, 'write') ?? built(id, { push: [birth] });
}

export function editQuestion(
  author: Author,
  inventory: Inventory,
  id: ObjectId,
  changes: {
    readonly title?: string | undefined;
    readonly choices?: readonly string[] | undefined;
    readonly archived?: boolean | undefined;
  },
): Built {
  const question = inventory.questions.find((one) => one.id === id);
  if (!question) return notBuilt('QUESTION_UNKNOWN');
  if (changes.choices) {
    if (question.kind !== 'choice' || changes.choices.length === 0 || !isChoices(changes.choices)) {
      return notBuilt('CHOICES_INVALID');
    }
  }
  return editFields(author, id, changes, ['choices', 'archived']);
}

/** By a steward. `list`: the id of the place. */
export function setRules(
  author: Author,
  inventory: Inventory,
  list: ObjectId,
  wish: Partial<LendingRules>,
): Built {
  const { rules } = inventory;
  const given = RULE_NAMES.filter((name) => wish[name] !== undefined);
  const read = readRules(wish);
  const wrong = given.find((name) => !Object.hasOwn(read, name));
  if (wrong !== undefined) return notBuilt('RULE_INVALID', { rule: wrong });
  const changed = given.filter((name) => JSON.stringify(wish[name]) !== JSON.stringify(rules[name]));
  if (changed.length === 0) return notBuilt('CHANGE_EMPTY');
  const event = { t: 'rules', ...Object.fromEntries(changed.map((name) => [name, wish[name] as Json])) };
  return forbidden(author, 'govern') ?? built(list, { push: [event] });
}
