import type { Account } from "../../model/facts/account.ts";
import type { Answerer, AnswererOf, Question } from "../../model/question.ts";
import { answerAlarm } from "./alarm.ts";
import { answerDuplicates } from "./duplicates.ts";
import { answerEvents } from "./events.ts";

/** Answers what policies ask about an account; each question is worked out once. */
export const answererOf: AnswererOf = (account, asOf): Answerer => {
  const answers = new Map<string, object>();
  return (question, region) => {
    const key = `${region ?? ""} ${JSON.stringify(question)}`;
    const known = answers.get(key) ?? answer(account, asOf, question, region);
    answers.set(key, known);
    return known;
  };
};

function answer(account: Account, asOf: Date, asked: Question, region?: string): object {
  switch (asked.kind) {
    case "events":
      return answerEvents(account, asked.question, { asOf, ...(region && { regions: [region] }) });
    case "duplicates":
      return answerDuplicates(account);
    case "alarm":
      return answerAlarm(account, asked.question, asOf);
  }
}
