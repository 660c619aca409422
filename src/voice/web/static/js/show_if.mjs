/** Which questions a person sees, given what was answered. Twin of `voice.forms.show_if`. */

/** Anything but the whitespace that both twins name. */
const WORDS = /[^ \t\n\v\f\r]/;

/** Whether it is an answer: an option, at least one of many, or words that are not blank. */
function answered(answer) {
  if (typeof answer === 'string') return WORDS.test(answer);
  return Array.isArray(answer) && answer.length > 0;
}

/** @param {*} answer one that counts, or undefined */
function fulfils(answer, wanted) {
  if (wanted === 'answered') return answer !== undefined;
  if (wanted === 'unanswered') return answer === undefined;
  const chosen = Array.isArray(answer) ? answer : [answer];
  return wanted.some((option) => chosen.includes(option));
}

/**
 * Ids of the questions to show, in the form's order. An answer to a question that is not shown
 * counts as no answer.
 * @param {Array<{id: string, show_if: (Array<Object<string, string|string[]>>|undefined)}>} questions
 * @param {Object<string, string|string[]>} answers
 * @returns {string[]}
 */
export function shown(questions, answers) {
  const given = new Map(Object.entries(answers));
  const counted = new Map();
  const open = questions.filter((question) => {
    const conditions = question.show_if || [];
    const holds = (condition) => Object.entries(condition)
      .every(([asked, wanted]) => fulfils(counted.get(asked), wanted));
    if (conditions.length > 0 && !conditions.some(holds)) return false;
    const answer = given.get(question.id);
    if (answered(answer)) counted.set(question.id, answer);
    return true;
  });
  return open.map((question) => question.id);
}
