/** The page that shows what was answered, with Change and Delete beside each answer. */

/**
 * @param {Element} list the `dl` to fill
 * @param {Array<{id: string, kind: string}>} questions those that were shown
 * @param {Object<string, string|string[]>} answers
 * @param {{say: Object, change: function(string): void, remove: function(string): void}} does
 */
export function giveback(list, questions, answers, does) {
  list.textContent = '';
  for (const question of questions) {
    if (question.kind === 'note') continue;
    const part = document.querySelector(`[data-question="${question.id}"]`);
    const term = document.createElement('dt');
    term.textContent = part.querySelector('h2').textContent;
    const said = document.createElement('dd');
    said.dir = 'auto';
    const silent = question.kind === 'permission'
      ? part.querySelector('.choice span').textContent : does.say.skipped;
    said.textContent = words(part, answers[question.id]) || silent;
    said.append(acts(term.textContent, question.id, question.id in answers, does));
    list.append(term, said);
  }
}

function words(part, answer) {
  if (answer === undefined) return '';
  if (part.querySelector('textarea')) return answer;
  return [].concat(answer).map((id) =>
    part.querySelector(`input[value="${id}"]`).nextElementSibling.textContent).join('\n');
}

function acts(about, id, given, does) {
  const row = document.createElement('span');
  row.className = 'acts';
  const offer = (label, act) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.setAttribute('aria-label', `${label}: ${about}`);
    button.onclick = () => act(id);
    row.append(button);
    return button;
  };
  offer(does.say.change, does.change).dataset.change = id;
  if (given) offer(does.say.remove, does.remove);
  return row;
}
