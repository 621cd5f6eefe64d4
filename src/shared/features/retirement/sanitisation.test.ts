import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isSufficient,
  mayLeave,
  mayRecord,
  mediaTypes,
  mediumStates,
  methodOf,
  needsWitness,
  sanitisationMethods,
  stateOfMedium,
  techniques,
  verifications,
  witnessRules,
} from './sanitisation.ts';

const policy = fc.record({
  least: fc.constantFrom('clear' as const, 'purge' as const, 'destroy' as const),
  witness: fc.constantFrom(...witnessRules),
  verify: fc.boolean(),
});
const method = fc.constantFrom(...sanitisationMethods);

describe('sanitising', () => {
  it('[R3] a magnetic field does nothing to flash, and what can only be destroyed is destroyed', () => {
    for (const type of ['ssd', 'nvme', 'flash', 'mobile'] as const) expect(methodOf(type, 'degauss')).toBeNull();
    expect(methodOf('hdd', 'degauss')).toBe('purge');
    for (const type of ['optical', 'paper'] as const)
      for (const technique of techniques) expect([null, 'destroy']).toContain(methodOf(type, technique));
    // The same command purges a magnetic disk and only clears a solid state one (SP 800-88 Rev. 1, tables ).
    expect([methodOf('hdd', 'secure_erase'), methodOf('ssd', 'secure_erase')]).toEqual(['purge', 'clear']);
    for (const type of mediaTypes)
      expect(
        techniques.some((technique) => methodOf(type, technique) !== null),
        type,
      ).toBe(true);
  });

  it('[R3] what failed once is destroyed, whatever else would suit the medium', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...mediaTypes),
        fc.constantFrom(...techniques),
        fc.boolean(),
        (type, technique, before) => {
          const verdict = mayRecord(type, { technique, result: 'passed', failure: '' }, before);
          const found = methodOf(type, technique);
          expect(verdict.allowed).toBe(found !== null && (!before || found === 'destroy'));
        },
      ),
    );
    expect(mayRecord('hdd', { technique: 'overwrite', result: 'failed', failure: ' ' }, false)).toEqual({
      allowed: false,
      because: 'FAILURE_UNTOLD',
    });
  });

  it('[R3] a weaker method than the policy asks for never suffices, nor one that nobody verified where it must be', () => {
    fc.assert(
      fc.property(policy, method, fc.constantFrom(...verifications), (rule, how, verification) => {
        const enough = isSufficient(rule, { method: how, verification });
        const rank = (each: (typeof sanitisationMethods)[number]) => sanitisationMethods.indexOf(each);
        if (how === 'inspect') expect(enough).toBe(true);
        else expect(enough).toBe(rank(how) >= rank(rule.least) && !(rule.verify && verification === 'none'));
      }),
    );
  });

  it('[R3] a second person is asked by policy, and always where somebody found nothing to sanitise', () => {
    fc.assert(
      fc.property(policy, method, (rule, how) => {
        const asked = needsWitness(rule, how);
        if (how === 'inspect') expect(asked).toBe(true);
        else if (rule.witness === 'never') expect(asked).toBe(false);
        else if (rule.witness === 'always') expect(asked).toBe(true);
        else expect(asked).toBe(how === 'destroy');
      }),
    );
  });

  it('[R3] an asset leaves exactly when each of its media is proved and none is unknown', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(fc.constantFrom(...mediumStates), { maxLength: 5 }), (holds, states) => {
        const unknown = holds && states.length === 0;
        expect(mayLeave(holds, states).allowed).toBe(!unknown && states.every((state) => state === 'proved'));
      }),
    );
    const good = { result: 'passed' as const, sufficient: true, needsWitness: true, witnessed: true };
    expect(stateOfMedium(null)).toBe('open');
    expect(stateOfMedium(good)).toBe('proved');
    expect(stateOfMedium({ ...good, witnessed: false })).toBe('to_witness');
    expect(stateOfMedium({ ...good, sufficient: false })).toBe('insufficient');
    expect(stateOfMedium({ ...good, result: 'failed', sufficient: false })).toBe('failed');
  });
});
