/** What stands on a card, as the API has it: checklists, comments, files. */
import type { boardMethods } from '../api/board-methods.ts';
import type { ObjectId } from '../base/ids.ts';
import type { Author, Built } from '../documents/author.ts';
import type { Board } from '../features/board/board.ts';
import {
  addCheck,
  addChecklist,
  editCheck,
  editChecklist,
  moveCheck,
} from '../features/board/checklist-edits.ts';
import {
  addCardFile,
  addComment,
  deleteComment,
  editComment,
  removeCardFile,
} from '../features/board/comment-edits.ts';
import type { HandlersOf } from './handlers.ts';
import type { PeerScope } from './peer-scope.ts';
import type { Uploads } from './uploads.ts';

export type CardHandlerName =
  | 'checklistAdd'
  | 'checklistEdit'
  | 'checkAdd'
  | 'checkEdit'
  | 'checkMove'
  | 'commentAdd'
  | 'commentEdit'
  | 'commentDelete'
  | 'cardFileAdd'
  | 'cardFileRemove'
  | 'cardFileRestore';

export function cardHandlers(
  scope: PeerScope,
  uploads: Uploads,
): Pick<HandlersOf<typeof boardMethods>, CardHandlerName> {
  /** Answers the id of what was made or changed. */
  const change = async (
    on: string,
    code: string,
    edit: (author: Author, board: Board, id: ObjectId) => Built,
  ): Promise<ObjectId> => {
    const id = on as ObjectId;
    const { host, place } = scope.find(id, code);
    return host.edit(place, 'erasable', async (author) => edit(author, await host.views.board(place), id));
  };
  const removeFile = async (file: string, removed: boolean): Promise<{ file: string }> => {
    await change(file, 'CARD_FILE_UNKNOWN', (author, board, id) =>
      removeCardFile(author, board, id, removed),
    );
    return { file };
  };
  return {
    checklistAdd: async ({ card, title }) => ({
      checklist: await change(card, 'CARD_UNKNOWN', (author, board, id) =>
        addChecklist(author, board, { card: id, title }),
      ),
    }),
    checklistEdit: async ({ checklist, ...wish }) => ({
      checklist: await change(checklist, 'CHECKLIST_UNKNOWN', (author, board, id) =>
        editChecklist(author, board, id, wish),
      ),
    }),
    checkAdd: async ({ checklist, title }) => ({
      check: await change(checklist, 'CHECKLIST_UNKNOWN', (author, board, list) =>
        addCheck(author, board, { list, title }),
      ),
    }),
    checkEdit: async ({ check, ...wish }) => ({
      check: await change(check, 'CHECK_UNKNOWN', (author, board, id) => editCheck(author, board, id, wish)),
    }),
    checkMove: async ({ check, after }) => ({
      check: await change(check, 'CHECK_UNKNOWN', (author, board, id) =>
        moveCheck(author, board, id, after as ObjectId | null | undefined),
      ),
    }),
    commentAdd: async ({ card, text }) => ({
      comment: await change(card, 'CARD_UNKNOWN', (author, board, id) =>
        addComment(author, board, { card: id, text }),
      ),
    }),
    commentEdit: async ({ comment, text }) => ({
      comment: await change(comment, 'COMMENT_UNKNOWN', (author, board, id) =>
        editComment(author, board, id, text),
      ),
    }),
    commentDelete: async ({ comment }) => ({
      comment: await change(comment, 'COMMENT_UNKNOWN', deleteComment),
    }),
    cardFileAdd: async ({ card, upload, preview }) => {
      const { host } = scope.find(card as ObjectId, 'CARD_UNKNOWN');
      const brought = uploads.attachment(host, upload, preview);
      const file = await change(card, 'CARD_UNKNOWN', (author, board, id) =>
        addCardFile(author, board, id, brought),
      );
      uploads.done(upload, preview);
      return { file };
    },
    cardFileRemove: ({ file }) => removeFile(file, true),
    cardFileRestore: ({ file }) => removeFile(file, false),
  };
}
