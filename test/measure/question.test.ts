import { expect, it } from 'vitest';
import { joinAnswers, refuse } from '../../src/measure/question.ts';

it('refuses with a reason each, and puts the parts together in order', () => {
  const first = refuse('sales', 'ratio', 'no file', 'no audit');
  expect(first.answers).toEqual([]);
  expect(joinAnswers([first, refuse('sales', 'ratio'), refuse('marketing', 'net', 'no rate')]).refusals).toEqual([
    { department: 'sales', measure: 'ratio', reason: 'no file' },
    { department: 'sales', measure: 'ratio', reason: 'no audit' },
    { department: 'marketing', measure: 'net', reason: 'no rate' },
  ]);
});
