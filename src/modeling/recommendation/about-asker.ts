import { MillwrightError } from "../../errors/index.ts";
import type { Finder, FinderExamples, FindRequest, FittedFinder, SavedFinder } from "../finding/finder.ts";
import { restoreMembers, saveMembers } from "./saved-members.ts";

/** Settings of `aboutAsker`. */
export interface AboutAskerSettings {
  /** Name of the related events that the member learns from; the task's own events unless told. */
  readonly related?: string;
}

const KIND = "about_asker";

/** What a member that learns from related events is given. @throws MODELING_EVENTS_INVALID where there are none of that name */
export function relatedExamples(learner: string, examples: FinderExamples, related: string | undefined): FinderExamples {
  if (related === undefined) return examples;
  const found = examples.related?.[related];
  if (found !== undefined) return { catalogue: examples.catalogue, askers: found.askers, events: found.events };
  const problem = `${learner} was told of related events "${related}", which are not there.`;
  throw new MillwrightError("MODELING_EVENTS_INVALID", problem, `Given: ${Object.keys(examples.related ?? {}).join(", ") || "none"}.`);
}

function fitted(member: FittedFinder): FittedFinder {
  const turned = (request: FindRequest): FindRequest => ({
    asker: -1,
    history: request.asker < 0 ? new Int32Array() : Int32Array.of(request.asker),
    ...(request.context === undefined ? {} : { context: request.context }),
  });
  const { explain } = member;
  return {
    name: `${KIND}_${member.name}`,
    learned: member.learned,
    find: (requests, { k, allow }) => {
      const original = new Map(requests.map((request) => [turned(request), request]));
      const allowed = allow === undefined ? {} : { allow: (item: number, one: FindRequest) => allow(item, original.get(one) ?? one) };
      return member.find([...original.keys()], { k, ...allowed });
    },
    score: (request, items) => member.score(turned(request), items),
    ...(explain === undefined ? {} : { explain: (request: FindRequest, item: number) => explain.call(member, turned(request), item) }),
    save: () => {
      const parts = saveMembers([member]);
      return { kind: KIND, settings: { members: parts.plain }, tensors: parts.tensors };
    },
  };
}

/**
 * A finder for questions about an item: it takes the asker, which is an item of the catalogue, for the whole history of its member.
 * @param settings - `related`: the events that the member learns from, such as purchases where replacements are asked for.
 * @example aboutAsker(itemNeighbors(), { related: "purchases" })
 */
export function aboutAsker(member: Finder, settings: AboutAskerSettings = {}): Finder {
  return {
    name: `${KIND}_${member.name}`,
    settings: { ...settings, member: { name: member.name, settings: member.settings } },
    fit: async (examples, context) => {
      // Validation requests are of another kind than the member's.
      const { validation: _, ...rest } = context;
      return fitted(await member.fit(relatedExamples(KIND, examples, settings.related), rest));
    },
  };
}

/** The finder from what was saved. @param restore - makes its member. @throws MODELING_FINDER_INVALID */
export function restoreAboutAsker(saved: SavedFinder, restore: (member: SavedFinder) => FittedFinder): FittedFinder {
  const [member] = restoreMembers(saved, restore);
  return fitted(member ?? restore({ kind: "", settings: {}, tensors: {} }));
}
