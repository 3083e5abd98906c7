import { type ScopeName, scopes } from "../model/scope.ts";
import { starters } from "./starters.ts";

/** The policy file to begin with: it holds and is tested as it stands, and says what to change. */
export function newPolicy(id: string, scope: ScopeName, schemaPath: string): string {
  const { title, pass, message, bad, unknown } = starters[scope];
  const { variable } = scopes[scope];
  const sees = variable === "account" ? "account" : `${variable} and account`;
  return `# yaml-language-server: $schema=${schemaPath}
id: ${id} # the file's name
title: ${title} # the good state, in at most 70 characters
severity: medium # critical | high | medium | low
scope: ${scope} # what one finding is about

# CEL, true in the good state. It sees ${sees}; the facts there are:
#   trailwarden policies facts ${variable}
# Try it on a recording with:
#   trailwarden policies eval 'EXPRESSION' account.ndjson.gz --scope ${scope}
# Facts that AWS may leave out (optional) are read behind has().
pass: ${pass}

# The bad state; {{facts}} are filled in. risk says what may come of it, fix how to end it.
message: ${quoted(message)}
risk: Say here what may happen while nobody puts this right.
fix:
  text: Say here what to do.

# The requirements of packs that this answers, like: { cis-aws-5.0: ["3.2"] }
controls: {}
references:
  - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html

# Each case changes a compliant example account. At least one expects pass, one fail, one unknown:
# a fact that could not be read must never look like the good state. Run them with:
#   trailwarden policies test DIR --watch
tests:
  - { name: as it should be, expect: pass }
  - { name: as it should not be, given: ${bad}, expect: fail }
  - { name: could not be read, unknown: [${unknown}], expect: unknown }
`;
}

/** What begins with a brace, or holds a colon, is no plain text to YAML. */
const quoted = (text: string): string => (/^\{|: /.test(text) ? JSON.stringify(text) : text);
