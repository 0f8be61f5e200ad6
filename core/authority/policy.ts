/** The community's settings within a scope: of each, the last one in the total order [AUTH-42]. */
import type { PolicyValue } from './actions.ts';
import type { Policy } from './authority.ts';
import type { Scope } from './past.ts';
import type { Standing } from './standing.ts';
import { isPolicy } from './stewardship.ts';

const DEFAULT_POLICY: Policy = { rules: 1, history: 'all', invites: 'any', quorum: 50 };

export function policyAt(standing: Standing, scope: Scope): Policy {
  const { facts } = standing;
  let policy = DEFAULT_POLICY;
  if (facts.genesis >= 0 && facts.past.has(scope, facts.genesis)) {
    for (const [name, value] of facts.action<'genesis'>(facts.genesis).policy)
      policy = set(policy, name, value);
  }
  for (const at of facts.policies) {
    if (!standing.isEffective(at) || !facts.past.has(scope, at)) continue;
    const { name, value } = facts.action<'policy'>(at);
    policy = set(policy, name, value);
  }
  return policy;
}

function set(policy: Policy, name: string, value: PolicyValue): Policy {
  if (!Object.hasOwn(DEFAULT_POLICY, name) || !isPolicy(name, value)) return policy;
  // An app that has followed higher rules cannot go back to lower ones.
  if (name === 'rules') return { ...policy, rules: Math.max(policy.rules, value as number) };
  return { ...policy, [name]: value };
}
