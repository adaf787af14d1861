using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Results;

/// <summary>A triple term in a template: made anew of the terms of each solution.</summary>
/// <param name="parts">Give the ids of its subject, predicate and object for the present row.</param>
internal sealed class TripleTermSlot<TSlot>(TSlot[] parts)
{
    internal static TripleTermSlot<TSlot> Of(TripleTermPattern pattern, Func<PatternTerm, TSlot> slotOf) =>
        new([slotOf(pattern.Subject), slotOf(pattern.Predicate), slotOf(pattern.Object)]);

    /// <summary>The id of the triple term; 0 where its terms make none.</summary>
    internal ulong Id(QueryTerms terms, Func<TSlot, ulong> idOf) => terms.TripleTerm(idOf(parts[0]), idOf(parts[1]), idOf(parts[2]));
}
