import { membersOf, type OperationShape, traitsOf } from "./codec.ts";

/** How a REST request is told from the others of its service. */
export interface Route {
  readonly operation: OperationShape;
  readonly method: string;
  readonly path: RegExp;
  readonly labels: readonly string[];
  /** Query parameters that must be there, with their value if it matters. */
  readonly query: readonly (readonly [name: string, value: string])[];
}

/** The routes of a service, the most specific first. Buckets stand in the path. */
export function routesOf(operations: readonly OperationShape[], isS3: boolean): Route[] {
  return operations
    .flatMap((operation) => (operation.http ? [routeOf(operation, operation.http, isS3)] : []))
    .sort((a, b) => b.query.length - a.query.length);
}

function routeOf(
  operation: OperationShape,
  { method, path }: NonNullable<OperationShape["http"]>,
  isS3: boolean,
): Route {
  const [template = "", query = ""] = path.split("?");
  const takesBucket = membersOf(operation.input).some(
    ([name, schema]) => name === "Bucket" && traitsOf(schema).httpLabel,
  );
  const full = isS3 && takesBucket ? `/{Bucket}${template === "/" ? "" : template}` : template;
  const labels = [...full.matchAll(/\{(\w+)\+?\}/g)].map((match) => match[1] ?? "");
  const pattern = full
    .replace(/[.*^$()|[\]\\]/g, "\\$&")
    .replace(/\{\w+\+\}/g, "(.+)")
    .replace(/\{\w+\}/g, "([^/]+)");
  return {
    operation,
    method,
    labels,
    path: new RegExp(`^${pattern}/?$`),
    query: [...new URLSearchParams(query)],
  };
}

/** The route of a request, with what its path holds. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  url: URL,
): { readonly operation: OperationShape; readonly labels: { [name: string]: string } } | undefined {
  for (const route of routes) {
    const match = route.method === method ? route.path.exec(url.pathname) : null;
    const fits = route.query.every(([name, value]) => {
      const given = url.searchParams.get(name);
      return value === "" ? given !== null : given === value;
    });
    if (match === null || !fits) continue;
    const values = route.labels.map((label, index) => [
      label,
      decodeURIComponent(match[index + 1] ?? ""),
    ]);
    return { operation: route.operation, labels: Object.fromEntries(values) };
  }
  return undefined;
}
