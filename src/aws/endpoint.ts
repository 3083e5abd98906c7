const loopback = /^127(\.\d{1,3}){3}$/;

/**
 * What a client needs when the user points it somewhere else with AWS_ENDPOINT_URL: buckets in the
 * path, and for S3 Control a host name, because it puts the account in front of it.
 */
export function endpointOptions(
  service: string,
  environment: NodeJS.ProcessEnv = process.env,
): { readonly forcePathStyle?: boolean; readonly endpoint?: string } {
  const specific = `AWS_ENDPOINT_URL_${service.replaceAll("-", "_").toUpperCase()}`;
  const endpoint = environment[specific] || environment["AWS_ENDPOINT_URL"];
  if (!endpoint) return {};
  if (service === "s3") return { forcePathStyle: true };
  if (service === "s3-control") return { endpoint: withHostName(endpoint) };
  return {};
}

function withHostName(endpoint: string): string {
  if (!URL.canParse(endpoint)) return endpoint;
  const url = new URL(endpoint);
  if (loopback.test(url.hostname)) url.hostname = "localhost";
  return url.href.replace(/\/$/, "");
}
