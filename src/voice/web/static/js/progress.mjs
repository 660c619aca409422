/** How many questions there may still be: the N of "Question 3 of up to N". */
import { shown } from './show_if.mjs';

const MOST_WAYS = 4000;

/**
 * The most questions that any way of answering from here on would show.
 * @param {Array<{id: string, kind: string, options: string[]|undefined, show_if: Array<Object>|undefined}>} questions
 * @param {Object<string, string|string[]>} answers those given before `here`
 * @param {string} here the id of the question on the screen
 * @returns {number}
 */
export function mostQuestions(questions, answers, here) {
  const order = questions.map((question) => question.id);
  const ahead = order.slice(order.indexOf(here));
  const deciding = new Set();
  for (const question of questions) {
    for (const condition of question.show_if || []) Object.keys(condition).forEach((id) => deciding.add(id));
  }
  let ways = [answers];
  for (const id of ahead.filter((each) => deciding.has(each))) {
    const question = questions[order.indexOf(id)];
    const options = question.options || ['answered'];
    const tries = options.map((option) => (question.kind === 'many' ? [option] : option));
    ways = [].concat(...ways.map((way) =>
      tries.map((answer) => Object.assign({}, way, { [id]: answer })).concat([without(way, id)])));
    if (ways.length > MOST_WAYS) return questions.length;
  }
  return Math.max(...ways.map((way) => countAsking(questions, shown(questions, way))));
}

function without(way, id) {
  const rest = Object.assign({}, way);
  delete rest[id];
  return rest;
}

function countAsking(questions, open) {
  return questions.filter((question) => question.kind !== 'note' && open.includes(question.id)).length;
}
