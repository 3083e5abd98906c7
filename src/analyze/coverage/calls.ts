import type { EventClass } from "../../model/event-class.ts";
import type { Domain } from "./candidates.ts";
import { dataServices, managementServices, type Service } from "./known-calls.ts";
import { networkSources } from "./network-sources.ts";
import { eventNameShape, eventSourceShape } from "./resource-arns.ts";

/** Calls that go together: which names there are hangs on the source and on reading or writing. */
export interface Calls {
  readonly eventSource: Domain;
  readonly eventName: Domain;
  readonly readOnly: Domain;
  /** The source, where it is one. */
  readonly source?: string;
  /** Whether such events surely occur. */
  readonly occurs: boolean;
}

const found = new WeakMap<EventClass, Map<string | undefined, readonly Calls[]>>();

/** The calls of a class of events, worked out once; data events of one resource type. */
export function callsOf(required: EventClass, type?: string): readonly Calls[] {
  const ofClass = found.get(required) ?? new Map<string | undefined, readonly Calls[]>();
  const calls = ofClass.get(type) ?? findCalls(required, type);
  found.set(required, ofClass.set(type, calls));
  return calls;
}

function findCalls(required: EventClass, type?: string): readonly Calls[] {
  const isKnown = type !== undefined && Object.hasOwn(dataServices, type);
  const listed = isKnown ? dataServices[type] : undefined;
  const isOpen = required.category !== "NetworkActivity" && listed === undefined;
  const known = listed ?? servicesOf(required);
  const excepted = required.except?.eventSources ?? [];
  const wanted = required.eventSources?.map(
    (source) => known.find((service) => service.source === source) ?? unlisted(source),
  );
  const services = (wanted ?? known).filter(({ source }) => !excepted.includes(source));
  const others = (listed ?? []).flatMap(({ reads, writes }) => [...reads, ...writes]);
  const calls = services.flatMap((service) =>
    callsTo(service, required, { isWanted: wanted !== undefined, others }),
  );
  return isOpen && wanted === undefined
    ? [...calls, ...otherCalls(required, known, excepted)]
    : calls;
}

function servicesOf({ category }: EventClass): readonly Service[] {
  if (category === "Management") return managementServices;
  if (category === "Data") return [];
  return networkSources.map(
    (source) => managementServices.find((service) => service.source === source) ?? unlisted(source),
  );
}

const unlisted = (source: string): Service => ({ source, reads: [], writes: [] });

interface Circumstances {
  /** The class names the source. */
  readonly isWanted: boolean;
  /** Names that are known to be calls of the resource type, of whatever source. */
  readonly others: readonly string[];
}

/**
 * The calls to one service. Names that are not listed as reads or writes may be either; those that
 * the class names are there, in any source that it names too.
 */
function callsTo(
  service: Service,
  required: EventClass,
  { isWanted, others: elsewhere }: Circumstances,
): readonly Calls[] {
  const { source, reads, writes } = service;
  const listed = [...reads, ...writes];
  const ofSource = { source, eventSource: { known: [source] } };
  const kinds = [
    { names: reads, readOnly: "true" },
    { names: writes, readOnly: "false" },
  ].filter(({ readOnly }) => isAllowed(required, readOnly));
  const calls = kinds.flatMap(({ names, readOnly }): Calls[] => {
    const named = required.eventNames;
    const known = named ? names.filter((name) => named.includes(name)) : names;
    // Of a service only some calls are listed, of a resource type all kinds.
    const isPossible = !named && listed.length > 0 && elsewhere.length === 0;
    if (known.length === 0 && !isPossible) return [];
    const occurs = known.length > 0;
    const isOther = (name: string): boolean => listed.includes(name) && !names.includes(name);
    const eventName = named ? { known } : openNames(known, isOther);
    return [{ ...ofSource, eventName, readOnly: { known: [readOnly] }, occurs }];
  });
  const others = required.eventNames?.filter((name) => !listed.includes(name));
  const isMore = others === undefined ? listed.length === 0 : isWanted && others.length > 0;
  if (!isMore) return calls;
  const isElsewhere = (name: string): boolean => elsewhere.includes(name);
  const eventName = others ? { known: others } : openNames([], isElsewhere);
  const occurs = isWanted || required.readOnly === undefined;
  return [...calls, { ...ofSource, eventName, readOnly: eitherKind(required), occurs }];
}

/** Calls to services that are not listed here. */
function otherCalls(
  required: EventClass,
  known: readonly Service[],
  excepted: readonly string[],
): readonly Calls[] {
  const listed = [...known.map(({ source }) => source), ...excepted];
  const named = required.eventNames?.filter(
    (name) => !known.some(({ reads, writes }) => reads.includes(name) || writes.includes(name)),
  );
  if (named?.length === 0) return [];
  return [
    {
      eventSource: {
        known: [],
        shapes: [eventSourceShape],
        isRequired: (source) => source === undefined || !listed.includes(source),
      },
      eventName: named ? { known: named } : openNames([], () => false),
      readOnly: named ? eitherKind(required) : { known: kindsOf(required) },
      occurs: true,
    },
  ];
}

/** Names that are known, and those that AWS may have beside them. */
const openNames = (known: readonly string[], isOther: (name: string) => boolean): Domain => ({
  known,
  shapes: [eventNameShape],
  isRequired: (name) => name === undefined || !isOther(name),
});

const isAllowed = ({ readOnly }: EventClass, kind: string): boolean =>
  readOnly === undefined || String(readOnly) === kind;

const kindsOf = (required: EventClass): readonly string[] =>
  ["false", "true"].filter((kind) => isAllowed(required, kind));

const eitherKind = (required: EventClass): Domain => ({ known: [], possible: kindsOf(required) });
