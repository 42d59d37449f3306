/**
 * Answers beside their questionnaire, where that is at hand: known link ids, required items, kinds of
 * answers. https://hl7.org/fhir/R4/questionnaireresponse.html#link
 */
import { isObject, objectsAt, stringAt, type JsonObject } from '../../fhir/json.js';
import type { FhirNode } from '../../fhirpath/engine/node.js';
import type { Run } from './run.js';

/** https://hl7.org/fhir/R4/valueset-item-type.html */
const ANSWERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['boolean', ['boolean']],
  ['decimal', ['decimal', 'integer']],
  ['integer', ['integer']],
  ['date', ['date']],
  ['dateTime', ['dateTime', 'date']],
  ['time', ['time']],
  ['string', ['string']],
  ['text', ['string']],
  ['url', ['uri']],
  ['choice', ['Coding', 'string', 'integer', 'date', 'time', 'Reference']],
  ['open-choice', ['Coding', 'string', 'integer', 'date', 'time', 'Reference']],
  ['attachment', ['Attachment']],
  ['reference', ['Reference']],
  ['quantity', ['Quantity']],
  ['group', []],
  ['display', []],
]);

const FINISHED = new Set(['completed', 'amended']);

export function questionnaireRules(node: FhirNode, run: Run): void {
  if (node.type !== 'QuestionnaireResponse' || !isObject(node.value)) return;
  const canonical = stringAt(node.value, 'questionnaire');
  const found =
    canonical === undefined
      ? undefined
      : run.session.references.resolve(canonical.replace(/\|.*$/, ''), node);
  if (found?.type !== 'Questionnaire' || !isObject(found.value)) return;
  const finished = FINISHED.has(stringAt(node.value, 'status') ?? '');
  checkItems(node, objectsAt(found.value, 'item'), { run, finished });
}

interface Checking {
  readonly run: Run;
  /** Required items may still be missing while the answering goes on. */
  readonly finished: boolean;
}

function checkItems(parent: FhirNode, questions: readonly JsonObject[], checking: Checking): void {
  const { run, finished } = checking;
  const byId = new Map(questions.map((question) => [stringAt(question, 'linkId'), question]));
  const present = new Set<string | undefined>();
  for (const item of run.session.navigator.children(parent, 'item')) {
    const linkId = isObject(item.value) ? stringAt(item.value, 'linkId') : undefined;
    const question = byId.get(linkId);
    present.add(linkId);
    if (question === undefined) {
      run.report('questionnaire', item, 'the questionnaire has no item of this linkId here.');
    } else checkItem(item, question, checking);
  }
  for (const [linkId, question] of byId) {
    // Whether an item with enableWhen is enabled is not worked out here.
    const needed = question['required'] === true && question['enableWhen'] === undefined;
    if (finished && needed && !present.has(linkId)) {
      run.report('questionnaire', parent, 'a required item of the questionnaire is missing.');
    }
  }
}

function checkItem(item: FhirNode, question: JsonObject, checking: Checking): void {
  const { run } = checking;
  const { navigator } = run.session;
  const questions = objectsAt(question, 'item');
  const answers = navigator.children(item, 'answer');
  const allowed = ANSWERS.get(stringAt(question, 'type') ?? '');
  if (answers.length > 1 && question['repeats'] !== true) {
    run.report('questionnaire', item, 'the question allows one answer only.');
  }
  for (const answer of answers) {
    for (const value of navigator.children(answer, 'value')) {
      if (allowed !== undefined && !allowed.includes(value.type)) {
        run.report(
          'questionnaire',
          value,
          'the answer is of a type that the question does not allow.',
        );
      }
    }
    checkItems(answer, questions, checking);
  }
  if (answers.length === 0 && questions.length > 0) checkItems(item, questions, checking);
}
