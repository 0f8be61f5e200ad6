/** The questions that a list asks about each of its things, with their answers; empty: not answered. */
import type { FieldValue, QuestionView } from '../../../core/api/inventory-methods.ts';
import { SelectField, TextField } from '../../components/field.tsx';
import { t } from '../../text/text.ts';

interface AnswersProps {
  questions: readonly QuestionView[];
  answers: Readonly<Record<string, FieldValue>>;
  onAnswers: (answers: Record<string, FieldValue>) => void;
}

export function Answers({ questions, answers, onAnswers }: AnswersProps) {
  return questions.map((question) => (
    <Answer
      key={question.id}
      question={question}
      answer={answers[question.id] ?? ''}
      onAnswer={(answer) => onAnswers({ ...answers, [question.id]: answer })}
    />
  ));
}

interface AnswerProps {
  question: QuestionView;
  answer: FieldValue;
  onAnswer: (answer: FieldValue) => void;
}

function Answer({ question: { title, kind, choices }, answer, onAnswer }: AnswerProps) {
  switch (kind) {
    case 'text':
      return <TextField label={title} value={String(answer)} onValue={onAnswer} />;
    case 'date':
      return (
        <TextField type="date" max="9999-12-31" label={title} value={String(answer)} onValue={onAnswer} />
      );
    case 'number':
      return (
        <TextField
          type="number"
          step="any"
          label={title}
          value={String(answer)}
          onValue={(text) => onAnswer(text === '' ? '' : Number(text))}
        />
      );
    case 'choice':
      return (
        <SelectField
          label={title}
          value={String(answer)}
          onValue={onAnswer}
          options={['', ...choices].map((value) => ({ value, label: value || t('answer.none') }))}
        />
      );
    case 'yes-no':
      return (
        <SelectField
          label={title}
          value={answer === '' ? '' : answer === true ? 'yes' : 'no'}
          onValue={(value) => onAnswer(value === '' ? '' : value === 'yes')}
          options={[
            { value: '', label: t('answer.none') },
            { value: 'yes', label: t('answer.yes') },
            { value: 'no', label: t('answer.no') },
          ]}
        />
      );
    default:
      return kind satisfies never;
  }
}

/** An answer in words. */
export function answerWords(answer: FieldValue): string {
  if (typeof answer === 'boolean') return t(answer ? 'answer.yes' : 'answer.no');
  return typeof answer === 'number' ? t('answer.number', { number: answer }) : answer;
}
